package io.framewright.client.query;

import static io.framewright.client.query.Expressions.caseWhen;
import static io.framewright.client.query.Expressions.coalesce;
import static io.framewright.client.query.Expressions.column;
import static io.framewright.client.query.Expressions.condition;
import static io.framewright.client.query.Expressions.expression;
import static io.framewright.client.query.Expressions.lower;
import static io.framewright.client.query.Expressions.not;
import static io.framewright.client.query.Expressions.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Expression A = column("a");
    private static final LocalDate DAY = LocalDate.of(2001, 1, 10);
    private static final LocalTime TIME = LocalTime.of(18, 20);

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of(
                        column("delay")
                                .gt(10)
                                .and(column("origin").eq("SFO"))
                                .and(not(column("carrier").in("AA", "UA"))),
                        "(delay > 10) and (origin == 'SFO') and (not (carrier in ['AA', 'UA']))"),
                Arguments.of(
                        A.eq(1).or(A.eq(2)).and(A.eq(3).or(A.eq(4))),
                        "((a == 1) or (a == 2)) and ((a == 3) or (a == 4))"),
                Arguments.of(column("odd name"), "`odd name`"),
                Arguments.of(column("a`b"), "`a``b`"),
                Arguments.of(column("And"), "`And`"),
                Arguments.of(column("Zürich"), "`Zürich`"),
                Arguments.of(value("it's\n\\"), "'it\\'s\\n\\\\'"),
                Arguments.of(value("\0\uD800"), "'\\u0000\\ud800'"),
                Arguments.of(value(-5), "-5"),
                Arguments.of(value(1e-7), "1.0E-7"),
                Arguments.of(value(true), "true"),
                Arguments.of(value(DAY), "date('2001-01-10')"),
                Arguments.of(value(TIME), "time('18:20')"),
                Arguments.of(value(LocalDateTime.of(DAY, TIME)), "dateTime('2001-01-10T18:20')"),
                Arguments.of(value(Instant.EPOCH), "instant('1970-01-01T00:00:00Z')"),
                Arguments.of(A.plus(1).times(column("b")).negate(), "-((a + 1) * b)"),
                Arguments.of(coalesce(A.plus(1), value(0)), "coalesce(a + 1, 0)"),
                Arguments.of(expression("a + 1").times(2), "(a + 1) * 2"),
                Arguments.of(lower(expression("a + b")), "lower((a + b))"),
                Arguments.of(condition("a and b").and(value(true)), "(a and b) and true"),
                Arguments.of(A.between(DAY, DAY), "a between date('2001-01-10') and date('2001-01-10')"),
                Arguments.of(A.in(List.of()), "a in []"),
                Arguments.of(A.in(1, 2), "a in [1, 2]"),
                Arguments.of(A.in(1, 2.5), "a in [1.0, 2.5]"),
                Arguments.of(A.notIn(TIME), "a not in [time('18:20')]"),
                Arguments.of(A.in(column("b"), value(3)), "a in [b, 3]"),
                Arguments.of(A.like("S%"), "a like 'S%'"),
                Arguments.of(A.matches("[0-9]+"), "matches(a, '[0-9]+')"),
                Arguments.of(A.isMissing().or(A.isNotMissing()), "(a is missing) or (a is not missing)"),
                Arguments.of(A.isTrue().or(A.isFalse()), "(a == true) or (a == false)"),
                Arguments.of(
                        caseWhen(A.le(0), "early").when(A.le(15), "fair").otherwise("late"),
                        "case when a <= 0 then 'early' when a <= 15 then 'fair' else 'late' end"),
                Arguments.of(
                        caseWhen(A.le(0), 1).when(A.lt(2), 2.5).plus(1),
                        "case when a <= 0 then 1 when a < 2 then 2.5 end + 1"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void isWrittenAsTheGrammarHasIt(Expression built, String text) {
        assertThat(built.text()).isEqualTo(text);
        assertThat(built).hasToString(text);
        Read.tree(text);
    }

    @Test
    void comparesWithEveryTypeOfValue() {
        LocalDateTime both = LocalDateTime.of(DAY, TIME);
        Instant instant = Instant.EPOCH;
        assertThat(List.of(A.eq(1), A.eq(1.5), A.eq(true), A.eq("x"), A.eq(DAY), A.eq(TIME), A.eq(both), A.eq(instant)))
                .isEqualTo(Stream.of(
                                value(1),
                                value(1.5),
                                value(true),
                                value("x"),
                                value(DAY),
                                value(TIME),
                                value(both),
                                value(instant))
                        .map(A::eq)
                        .toList());
        assertThat(List.of(
                        A.lt(1), A.le(1.5), A.gt("x"), A.ge(DAY), A.lt(TIME), A.le(both), A.gt(instant), A.ne(false)))
                .extracting(Expression::text)
                .containsExactly(
                        "a < 1",
                        "a <= 1.5",
                        "a > 'x'",
                        "a >= date('2001-01-10')",
                        "a < time('18:20')",
                        "a <= dateTime('2001-01-10T18:20')",
                        "a > instant('1970-01-01T00:00:00Z')",
                        "a != false");
    }

    @Test
    void isEqualToWhatWasBuiltAlikeOnly() {
        assertThat(A.gt(1))
                .isEqualTo(column("a").gt(1))
                .hasSameHashCodeAs(column("a").gt(1));
        assertThat(A.gt(1)).isNotEqualTo(A.gt(2)).isNotEqualTo(A.ge(1));
        assertThat(A).isNotEqualTo(expression("a")).isNotEqualTo(condition("a"));
        assertThat((Object) expression("a")).isNotEqualTo(condition("a")).isNotEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesNumbersThatTheGrammarDoesNotHave(double number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> A.eq(number))
                .withMessageContaining(Double.toString(number));
    }

    @Test
    void refusesTheNumberThatMarksMissingValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> value(Long.MIN_VALUE))
                .withMessageContaining("-9223372036854775807");
        assertThat(value(Integer.MIN_VALUE).text()).isEqualTo("-2147483648");
    }
}
