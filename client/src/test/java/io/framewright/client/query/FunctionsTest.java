package io.framewright.client.query;

import static io.framewright.client.query.Expressions.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.query.WorkMonitor;
import io.framewright.query.expression.Evaluation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the functions to the table of docs/guide/expressions.md, whose examples workers are held to. */
class FunctionsTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| [^|]* \\| `([^`|]*)` \\| ([^|]*) \\|");
    private static final Pattern KEYWORD = Pattern.compile("\"([a-z]+)\"");
    private static final Frame ONE_ROW =
            Frame.ofColumns(List.of(new Column("n", IntData.of(io.framewright.frame.ColumnType.INTEGER, 7))));

    private static final Expression DAY = value(LocalDate.of(2001, 1, 10));
    private static final Expression TIME = value(LocalTime.of(18, 20, 5));

    /** The examples of the guide, in Java. */
    private static final Map<String, Expression> IN_JAVA = new TreeMap<>(Map.ofEntries(
            Map.entry("lower", lower(value("SFO"))),
            Map.entry("upper", upper(value("sfo"))),
            Map.entry("trim", trim(value("  a b "))),
            Map.entry("length", length(value("Zürich"))),
            Map.entry("substring", substring(value("Framewright"), 6, 3)),
            Map.entry("left", left(value("Framewright"), 5)),
            Map.entry("right", right(value("Framewright"), 6)),
            Map.entry("indexOf", indexOf(value("Framewright"), "wri")),
            Map.entry("padLeft", padLeft(value("17"), 5, "0")),
            Map.entry("padRight", padRight(value("17"), 5, ".-")),
            Map.entry("replace", replace(value("a-b-c"), "-", "+")),
            Map.entry("concat", concat(value("gate "), value(12))),
            Map.entry("contains", contains(value("airport"), "port")),
            Map.entry("startsWith", startsWith(value("airport"), "air")),
            Map.entry("endsWith", endsWith(value("airport"), "air")),
            Map.entry("matches", value("UA 17").matches("[A-Z]{2} [0-9]+")),
            Map.entry("text", text(value(1.5))),
            Map.entry("number", number(value("2.50"))),
            Map.entry("whole", whole(value(-2.9))),
            Map.entry("abs", abs(value(-3))),
            Map.entry("round", round(value(2.675), 2)),
            Map.entry("floor", floor(value(-2.5))),
            Map.entry("ceil", ceil(value(2.1))),
            Map.entry("sqrt", sqrt(value(2.25))),
            Map.entry("pow", pow(value(2), value(10))),
            Map.entry("log", log(value(1))),
            Map.entry("log10", log10(value(1000))),
            Map.entry("sign", sign(value(-2.5))),
            Map.entry("exp", exp(value(0))),
            Map.entry("div", div(value(-7), 2)),
            Map.entry("min", min(value(3), value(1.5), value(2))),
            Map.entry("max", max(value("a"), value("c"), value("b"))),
            Map.entry("coalesce", coalesce(value(1).dividedBy(0), value(5))),
            Map.entry("date", date(value(2001), value(1), value(10))),
            Map.entry("time", time(value("18:20:05"))),
            Map.entry("dateTime", dateTime(DAY, TIME)),
            Map.entry("instant", instant(value("2001-01-10T18:20:05+01:00"))),
            Map.entry("year", year(DAY)),
            Map.entry("quarter", quarter(value(LocalDate.of(2001, 4, 1)))),
            Map.entry("month", month(DAY)),
            Map.entry("day", day(DAY)),
            Map.entry("dayOfWeek", dayOfWeek(DAY)),
            Map.entry("dayOfYear", dayOfYear(value(LocalDate.of(2001, 2, 1)))),
            Map.entry("weekOfYear", weekOfYear(value(LocalDate.of(2021, 1, 3)))),
            Map.entry("startOf", startOf(value(LocalDate.of(2001, 5, 17)), "quarter")),
            Map.entry("hour", hour(TIME)),
            Map.entry("minute", minute(TIME)),
            Map.entry("second", second(TIME)),
            Map.entry("epochSeconds", epochSeconds(value(Instant.ofEpochSecond(86_400)))),
            Map.entry("fromEpochSeconds", fromEpochSeconds(value(86_400))),
            Map.entry("daysBetween", daysBetween(value(LocalDate.of(2001, 1, 1)), DAY)),
            Map.entry(
                    "secondsBetween",
                    secondsBetween(
                            value(LocalDateTime.of(2001, 1, 10, 0, 0)), value(LocalDateTime.of(2001, 1, 10, 0, 1)))),
            Map.entry("plusDays", plusDays(value(LocalDate.of(2001, 1, 31)), 1)),
            Map.entry("plusMonths", plusMonths(value(LocalDate.of(2001, 1, 31)), 1)),
            Map.entry("plusSeconds", plusSeconds(value(Instant.parse("2001-01-10T00:00:00Z")), 90))));

    /** The ways to call that no example of the guide shows. */
    static Stream<Arguments> otherWays() {
        return Stream.of(
                Arguments.of(substring(value("abc"), 2), "bc"),
                Arguments.of(substring(value("abc"), value(2)), "bc"),
                Arguments.of(substring(value("abc"), value(2), value(1)), "b"),
                Arguments.of(left(value("abc"), value(2)), "ab"),
                Arguments.of(right(value("abc"), value(2)), "bc"),
                Arguments.of(indexOf(value("abc"), value("c")), 3),
                Arguments.of(startOf(dateTime(DAY, TIME), "hour"), LocalDateTime.of(2001, 1, 10, 18, 0)),
                Arguments.of(replace(value("aba"), value("a"), value("c")), "cbc"),
                Arguments.of(contains(value("abc"), value("b")), true),
                Arguments.of(startsWith(value("abc"), value("a")), true),
                Arguments.of(endsWith(value("abc"), value("c")), true),
                Arguments.of(round(value(2.5)), 3.0),
                Arguments.of(round(value(2.25), value(1)), 2.3),
                Arguments.of(pow(value(2), 0.5), Math.sqrt(2)),
                Arguments.of(div(value(7), value(2)), 3L),
                Arguments.of(date(value("2001-01-10")), LocalDate.of(2001, 1, 10)),
                Arguments.of(dateTime(DAY), LocalDateTime.of(2001, 1, 10, 0, 0)),
                Arguments.of(plusDays(DAY, value(1)), LocalDate.of(2001, 1, 11)),
                Arguments.of(plusMonths(DAY, value(1)), LocalDate.of(2001, 2, 10)),
                Arguments.of(plusSeconds(dateTime(DAY), value(1)), LocalDateTime.of(2001, 1, 10, 0, 0, 1)),
                Arguments.of(value(LocalDate.of(-44, 3, 15)), LocalDate.of(-44, 3, 15)),
                Arguments.of(value(LocalDate.of(12_345, 1, 1)), LocalDate.of(12_345, 1, 1)),
                Arguments.of(value(LocalTime.MIDNIGHT), LocalTime.MIDNIGHT),
                Arguments.of(value(LocalTime.of(1, 2, 3, 4_000_000)), LocalTime.of(1, 2, 3, 4_000_000)),
                Arguments.of(
                        value(LocalDateTime.of(2001, 1, 10, 1, 2, 3, 999_999_999)),
                        LocalDateTime.of(2001, 1, 10, 1, 2, 3, 999_000_000)),
                Arguments.of(value(Instant.EPOCH), Instant.EPOCH),
                Arguments.of(column("n").plus("a".length()).times(2).minus(1).remainder(4), 3L),
                Arguments.of(value("a").plus("b"), "ab"),
                Arguments.of(
                        column("n")
                                .plus(0.5)
                                .minus(0.25)
                                .times(2.0)
                                .dividedBy(0.5)
                                .remainder(28.0),
                        1.0),
                Arguments.of(column("n").between(7, 7).and(column("n").in(6, 7)), true),
                Arguments.of(column("n").notIn(1.5, 7.0), false),
                Arguments.of(value("a_").like("a\\_"), true),
                Arguments.of(column("n").gt(9).isFalse().isTrue().isMissing(), false));
    }

    private static Map<String, String> guide() {
        return ROW.matcher(Read.file("docs/guide/expressions.md"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    @Test
    void everyExampleOfTheGuideCanBeSaidInJava() {
        Map<String, String> guide = guide();
        assertThat(IN_JAVA.keySet()).isEqualTo(guide.keySet());
        IN_JAVA.forEach((function, built) -> assertThat(Read.tree(built.text()))
                .as(function)
                .isEqualTo(Read.tree(String.valueOf(guide.get(function)))));
    }

    @Test
    void everyFunctionOfTheGrammarHasAMethodOfItsName() {
        Failure unknown = Read.left(Evaluation.of(Read.tree("nothing(n)"), ONE_ROW));
        Set<String> functions = Read.listed(unknown, "functions");
        Set<String> methods = Arrays.stream(Expressions.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(functions).hasSizeGreaterThan(40);
        assertThat(methods).containsAll(functions);
        methods.removeAll(functions);
        assertThat(methods).containsExactlyInAnyOrder("column", "value", "expression", "condition", "not", "caseWhen");
    }

    @ParameterizedTest
    @MethodSource("otherWays")
    void theOtherWaysToCallMeanWhatTheySay(Expression built, Object expected) {
        Evaluation evaluation = Read.right(Evaluation.of(Read.tree(built.text()), ONE_ROW));
        ColumnData values = Read.right(evaluation.values(WorkMonitor.NONE));
        assertThat(values.get(0)).isEqualTo(expected);
    }

    @Test
    void everyKeywordOfTheGrammarCanBeAColumn() {
        String guide = Read.file("docs/guide/expressions.md");
        String grammar = guide.substring(guide.indexOf("```ebnf"), guide.indexOf("- A name that is a keyword"));
        List<String> keywords =
                KEYWORD.matcher(grammar).results().map(found -> found.group(1)).toList();

        assertThat(keywords).contains("between", "end", "missing");
        assertThat(keywords)
                .allSatisfy(keyword -> assertThat(
                                Read.tree(column(keyword).isMissing().text()))
                        .isEqualTo(Read.tree("`" + keyword + "` is missing")));
    }
}
