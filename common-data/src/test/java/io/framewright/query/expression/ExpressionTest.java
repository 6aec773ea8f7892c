package io.framewright.query.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    /** Two rows: the first has a value in every column, the second in none. */
    private static final Frame FRAME = Frame.ofColumns(List.of(
            new Column("i", IntData.of(ColumnType.INTEGER, 7, IntData.MISSING)),
            new Column("l", LongData.of(ColumnType.LONG, (1L << 53) + 1, LongData.MISSING)),
            new Column("d", DoubleData.of(2.5, Double.NaN)),
            new Column("s", TextData.of(Arrays.asList("Ada", null))),
            new Column("empty", TextData.of(Arrays.asList("", null))),
            new Column("b", BooleanData.of((byte) 1, BooleanData.MISSING)),
            new Column("day", IntData.of(ColumnType.LOCAL_DATE, Packed.of(LocalDate.of(2001, 1, 10)), IntData.MISSING)),
            new Column(
                    "at",
                    LongData.of(
                            ColumnType.LOCAL_DATE_TIME,
                            Packed.of(LocalDateTime.of(2001, 1, 10, 18, 20, 5)),
                            LongData.MISSING)),
            new Column(
                    "now",
                    LongData.of(
                            ColumnType.INSTANT, Packed.of(Instant.parse("2001-01-10T18:20:05Z")), LongData.MISSING)),
            new Column("odd name", IntData.of(ColumnType.INTEGER, 1, IntData.MISSING))));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            i == 7                          | true  | false
            i != 7                          | false | true
            i != 8                          | true  | true
            not i == 7                      | false | true
            i < 8 and d > 2                 | true  | false
            i > 8 or s == 'Ada'             | true  | false
            s >= 'Abc'                      | true  | false
            s != 'Bob'                      | true  | true
            i in [1, 7]                     | true  | false
            i in []                         | false | false
            d in []                         | false | false
            b not in []                     | true  | true
            i not in [1, 7]                 | false | true
            d in [2, 2.5]                   | true  | false
            s in ['Bob', 'Ada', 'Ada']      | true  | false
            i in [i, 3]                     | true  | false
            i between 7 and 9               | true  | false
            i not between 7 and 9           | false | true
            s like 'A%'                     | true  | false
            s like '_d_'                    | true  | false
            s like 'a%'                     | false | false
            s not like 'a%'                 | true  | true
            i is missing                    | false | true
            s is not missing                | true  | false
            b                               | true  | missing
            not b                           | false | true
            b and true                      | true  | false
            b == true                       | true  | false
            b != false                      | true  | true
            empty == ''                     | true  | false
            empty is missing                | false | true
            day > date('2001-01-09')        | true  | false
            at < dateTime('2001-01-10T18:20:06') | true | false
            `odd name` == 1                 | true  | false
            l == 9007199254740993           | true  | false
            l > 9007199254740992.0          | true  | false
            l == 9007199254740992.0         | false | false
            9007199254740992.0 < l          | true  | false
            i + 1                           | 8     | missing
            i / 2                           | 3.5   | missing
            i % 4                           | 3     | missing
            -i % 4                          | -3    | missing
            -(i)                            | -7    | missing
            i * d                           | 17.5  | missing
            i / 0                           | missing | missing
            i % 0                           | missing | missing
            d / 0                           | missing | missing
            l - 1 + 1                       | 9007199254740993 | missing
            l * 1000000                     | missing | missing
            9223372036854775807 + i         | missing | missing
            s + '!'                         | Ada!  | missing
            1 + 2 * 3 - 4                   | 3     | 3
            (1 + 2) * 3                     | 9     | 9
            case when i > 5 then 'big' else 'small' end | big | small
            case when i > 5 then i end      | 7     | missing
            case when i > 9 then 1 when i > 5 then 2.5 else 3 end | 2.5 | 3.0
            coalesce(i, 0)                  | 7     | 0
            coalesce(i, 0.5)                | 7.0   | 0.5
            year(day) * 100 + month(day)    | 200101 | missing
            daysBetween(date('2001-01-01'), day) | 9 | missing
            text(at)                        | 2001-01-10T18:20:05 | missing
            text(now)                       | 2001-01-10T18:20:05Z | missing
            epochSeconds(now)               | 979150805 | missing
            contains(s, 'd')                | true  | false
            """)
    void expressionsHaveTheirValueForAValueAndForAMissingOne(String text, String first, String second) {
        Either<Failure, List<String>> values = evaluate(text, FRAME);
        assertThat(values).isEqualTo(Either.right(List.of(first, second)));
        // The same over texts that repeat, where results are looked up per text.
        Frame longer = FRAME.take(new int[] {0, 1, 0, 0, 0, 1, 0, 0, 0, 0}, 10);
        assertThat(evaluate(text, longer).map(list -> list.subList(0, 2))).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            delay >                       | 7  | a value
            delay > > 10                  | 8  | a value
            (delay > 10                   | 11 | )
            delay > 10)                   | 10 | an operator
            a = 1                         | 2  | ==
            a && b                        | 2  | and
            a <> 1                        | 2  | !=
            1 < 2 < 3                     | 6  | and or or
            a in (1, 2)                   | 5  | [
            a is 5                        | 5  | missing
            'abc                          | 0  | a closing '
            `abc                          | 0  | a closing back-quote
            'a\\qb'                       | 2  | \\n
            99999999999999999999          | 0  | at most
            7up == 1                      | 1  | back-quotes
            case when a then 1            | 18 | end
            lower('a'                     | 9  | , or )
            a # b                         | 2  | back-quotes
            """)
    void aWrongExpressionSaysWhereAndWhatWasExpected(String text, int position, String expected) {
        Failure failure = left(Expression.parse(text));
        assertThat(failure.code()).isEqualTo("EXPRESSION_INVALID");
        assertThat(failure.detail()).containsEntry("position", position);
        assertThat((String) failure.detail().get("expected")).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            i > 'x'              | TYPE_MISMATCH      | INTEGER
            day > '2001-01-01'   | TYPE_MISMATCH      | date('2001-01-31')
            s + 1                | TYPE_MISMATCH      | text(…)
            day + 1              | TYPE_MISMATCH      | plusDays
            -s                   | TYPE_MISMATCH      | STRING
            i and true           | TYPE_MISMATCH      | BOOLEAN
            lower(i)             | TYPE_MISMATCH      | lower(STRING)
            lower(s, s)          | TYPE_MISMATCH      | lower(STRING)
            case when b then 1 else 'x' end | TYPE_MISMATCH | STRING
            loewr(s)             | EXPRESSION_INVALID | Did you mean lower?
            date('2001-13-01')   | EXPRESSION_INVALID | 2001-01-31
            matches(s, '(')      | EXPRESSION_INVALID | regular expression
            matches(s, s)        | EXPRESSION_INVALID | row to row
            matches(s, '((a{99}){99}){9}') | EXPRESSION_INVALID | at most 1000
            S == 'x'             | COLUMN_NOT_FOUND   | there are i, l, d
            """)
    void typesAndNamesAreCheckedBeforeAnythingRuns(String text, String code, String says) {
        Failure failure = left(Expression.parse(text).flatMap(tree -> Evaluation.of(tree, FRAME.slice(0, 0))));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).contains(says);
        assertThat(failure.detail()).containsKey("position");
    }

    @Test
    void keywordsAndFunctionsAreReadInAnyCase() {
        assertThat(Expression.parse("LOWER(s) == 'ada' AND NOT b Is Missing"))
                .isEqualTo(Expression.parse("lower(s) == 'ada' and not (b is missing)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 5000, 30_000})
    void whatIsNestedTooDeeplyIsRefused(int levels) {
        for (String text : List.of(
                "(".repeat(levels * 2) + "1" + ")".repeat(levels * 2),
                "-".repeat(levels) + "1",
                "1" + "+1".repeat(levels),
                "not ".repeat(levels) + "true",
                "abs(".repeat(levels) + "1" + ")".repeat(levels))) {
            assertThat(left(Expression.parse(text)).code()).isEqualTo("EXPRESSION_INVALID");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            left('\uD83D\uDE00bc', 2)             | \uD83D\uDE00b
            right('a\uD83D\uDE00c', 2)            | \uD83D\uDE00c
            right('abc', 9)                | abc
            indexOf('\uD83D\uDE00bc', 'c')        | 3
            indexOf('abc', 'd')            | 0
            indexOf('abc', '')             | 1
            padLeft('ab', 7, '\uD83D\uDE00.')     | \uD83D\uDE00.\uD83D\uDE00.\uD83D\uDE00ab
            padLeft('abc', 2, '.')         | abc
            padRight('a', 3, '')           | a
            padRight('a', 1048577, '.')    | missing
            sign(0.0)                      | 0
            log10(0)                       | missing
            weekOfYear(date('2020-12-31')) | 53
            startOf(date('2001-01-10'), 'week') | 2001-01-08
            startOf(date('-32767-01-01'), 'week') | missing
            startOf(dateTime('2001-01-10T18:20:05'), 'month') | 2001-01-01T00:00
            startOf(instant('2001-01-10T18:20:05Z'), 'minute') | 2001-01-10T18:20:00Z
            """)
    void functionsOfPartsCountCharactersAndKnowTheirLimits(String text, String expected) {
        Frame one = Frame.ofColumns(List.of(new Column("row", IntData.of(ColumnType.INTEGER, 0))));
        assertThat(evaluate(text, one)).isEqualTo(Either.right(List.of(expected)));
    }

    @Test
    void aUnitThatThereIsNotIsRefusedWithThoseThereAre() {
        Failure unit = left(evaluate("startOf(day, 'hour')", FRAME));
        assertThat(unit.code()).isEqualTo("EXPRESSION_INVALID");
        assertThat(unit.message()).contains("'hour' is no unit of a LOCAL_DATE", "'quarter', 'month'");
        assertThat(left(evaluate("startOf(day, s)", FRAME)).message()).contains("is no constant");
    }

    @Test
    void longChainsOfConditionsAreWideAndNotDeep() {
        String text = "i == 1" + " or i == 2".repeat(6000) + " or i == 7";
        assertThat(evaluate(text, FRAME)).isEqualTo(Either.right(List.of("true", "false")));
        // So is a view of it kept: with a parenthesis around each comparison it would be too long to be read.
        assertThat(evaluate(String.valueOf(Expression.parse(text).toOptional().orElseThrow()), FRAME))
                .isEqualTo(Either.right(List.of("true", "false")));
        String escapes = "'" + "\u0001".repeat(20_000) + "'";
        assertThat(left(Expression.parse(escapes)).message()).contains("120002 characters long once it is written out");
        assertThat(left(Expression.parse("1" + " ".repeat(Expression.MAX_LENGTH)))
                        .message())
                .contains("65536");
    }

    @Test
    void textsDoNotGrowWithoutBound() {
        String wide = "concat(" + "s, ".repeat(200) + "s)";
        Frame frame = Frame.ofColumns(List.of(new Column("s", TextData.of(List.of("x".repeat(10_000))))));
        assertThat(evaluate(wide, frame)).isEqualTo(Either.right(List.of("missing")));
    }

    @Test
    void likeTakesTimeInProportion() {
        assertThat(LikePattern.matches("a".repeat(5000), "%a".repeat(500) + "b"))
                .isFalse();
        assertThat(LikePattern.matches("100%", "100\\%")).isTrue();
        assertThat(LikePattern.matches("100x", "100\\%")).isFalse();
        assertThat(LikePattern.matches("\uD83D\uDE00", "_")).isTrue();
        assertThat(LikePattern.matches("", "%")).isTrue();
        assertThat(LikePattern.matches("", "_")).isFalse();
    }

    @Test
    void aColumnAloneIsSharedNotCopied() {
        ColumnData data = FRAME.column("i").orElseThrow().data();
        Expression column = new Expression.ColumnValue("i", Place.NOWHERE);
        assertThat(Evaluation.of(column, FRAME)
                        .flatMap(evaluation -> evaluation.values(WorkMonitor.NONE))
                        .map(values -> values == data))
                .isEqualTo(Either.right(true));
    }

    static Either<Failure, List<String>> evaluate(String text, Frame frame) {
        return Expression.parse(text)
                .flatMap(tree -> Evaluation.of(tree, frame))
                .flatMap(evaluation -> evaluation.values(WorkMonitor.NONE))
                .map(values -> {
                    List<String> texts = new ArrayList<>();
                    for (int row = 0; row < values.size(); row++) {
                        Object value = values.get(row);
                        texts.add(value == null ? "missing" : value.toString());
                    }
                    return texts;
                });
    }

    static Failure left(Either<Failure, ?> either) {
        return either.fold(
                failure -> failure,
                pending -> {
                    throw new AssertionError("pending");
                },
                value -> {
                    throw new AssertionError("no failure but " + value);
                });
    }
}
