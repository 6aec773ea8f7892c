package io.framewright.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;

/** Compares the kernels with the plainest Java that does the same row by row. */
class OracleTest {
    @Provide
    Arbitrary<Frame> frames() {
        return RandomFrames.frames();
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.of(RandomFrames.COLUMNS)
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Frame run(Frame frame, ObjectNode operation) {
        ArrayNode list = Json.mapper().createArrayNode().add(operation);
        return PipelineTest.right(Pipeline.apply(frame, PipelineTest.right(Operation.parse(list))));
    }

    private static ObjectNode op(String name) {
        return Json.mapper().createObjectNode().put("op", name);
    }

    /** A value as a key: the two zeros are one. */
    private static @Nullable Object key(@Nullable Object value) {
        return value instanceof Double number ? (Object) (number + 0.0) : value;
    }

    private static List<@Nullable Object> key(Map<String, @Nullable Object> row, List<String> columns) {
        List<@Nullable Object> key = new ArrayList<>();
        columns.forEach(column -> key.add(key(row.get(column))));
        return key;
    }

    private static List<Map<String, @Nullable Object>> rows(Frame frame) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> values : PipelineTest.rows(frame)) {
            Map<String, @Nullable Object> row = new HashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(frame.columnNames().get(i), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static int compare(@Nullable Object one, @Nullable Object other, boolean descending) {
        if (one == null || other == null) {
            return one == other ? 0 : one == null ? 1 : -1;
        }
        int comparison = ((Comparable) Objects.requireNonNull(key(one))).compareTo(key(other));
        return descending ? -comparison : comparison;
    }

    @Property(tries = 500)
    void sortIsTheStableSortOfRows(
            @ForAll("frames") Frame frame, @ForAll("keys") List<String> keys, @ForAll long seed) {
        ObjectNode sort = op("sort");
        ArrayNode by = sort.putArray("by");
        Comparator<Map<String, @Nullable Object>> order = Comparator.comparing(row -> 0);
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            boolean descending = (seed >> i & 1) == 1;
            by.addObject().put("column", key).put("order", descending ? "desc" : "asc");
            order = order.thenComparing((one, other) -> compare(one.get(key), other.get(key), descending));
        }
        List<Map<String, @Nullable Object>> expected = rows(frame);
        expected.sort(order);
        assertThat(rows(run(frame, sort))).isEqualTo(expected);
    }

    @Property(tries = 500)
    void distinctKeepsTheFirstOfEqualRows(@ForAll("frames") Frame frame, @ForAll("keys") List<String> keys) {
        ObjectNode distinct = op("distinct");
        keys.forEach(distinct.putArray("columns")::add);
        Set<List<@Nullable Object>> seen = new HashSet<>();
        List<Map<String, @Nullable Object>> expected =
                rows(frame).stream().filter(row -> seen.add(key(row, keys))).toList();
        assertThat(rows(run(frame, distinct))).isEqualTo(expected);
    }

    @Property(tries = 500)
    void groupByGivesWhatRowsGroupedOneByOneGive(@ForAll("frames") Frame frame, @ForAll("keys") List<String> keys) {
        ObjectNode groupBy = op("groupBy");
        keys.forEach(groupBy.putArray("columns")::add);
        ArrayNode aggregates = groupBy.putArray("aggregates");
        aggregates.addObject().put("function", "count").put("as", "#rows");
        for (String column : RandomFrames.COLUMNS) {
            for (String function : List.of("count", "min", "max", "first", "last", "nunique")) {
                add(aggregates, function, column);
            }
        }
        for (String column : List.of("i", "l", "w", "d")) {
            for (String function : List.of("sum", "mean", "median", "sd")) {
                add(aggregates, function, column);
            }
        }
        Map<List<@Nullable Object>, List<Map<String, @Nullable Object>>> groups = new LinkedHashMap<>();
        rows(frame)
                .forEach(row -> groups.computeIfAbsent(key(row, keys), key -> new ArrayList<>())
                        .add(row));
        List<Map<String, @Nullable Object>> made = rows(run(frame, groupBy));
        assertThat(made).hasSize(groups.size());
        int at = 0;
        for (Map.Entry<List<@Nullable Object>, List<Map<String, @Nullable Object>>> group : groups.entrySet()) {
            Map<String, @Nullable Object> row = made.get(at++);
            assertThat(key(row, keys)).isEqualTo(group.getKey());
            assertThat(row.get("#rows")).isEqualTo((long) group.getValue().size());
            for (String column : RandomFrames.COLUMNS) {
                checkAny(row, column, values(group.getValue(), column));
            }
            for (String column : List.of("i", "l", "w")) {
                checkWhole(row, column, values(group.getValue(), column));
            }
            checkDoubles(row, values(group.getValue(), "d"));
        }
    }

    private static void add(ArrayNode aggregates, String function, String column) {
        aggregates.addObject().put("function", function).put("column", column).put("as", "#" + function + column);
    }

    private static List<Object> values(List<Map<String, @Nullable Object>> rows, String column) {
        List<Object> values = new ArrayList<>();
        rows.forEach(row -> {
            Object value = row.get(column);
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }

    private static void checkAny(Map<String, @Nullable Object> row, String column, List<Object> values) {
        assertThat(row.get("#count" + column)).isEqualTo((long) values.size());
        assertThat(row.get("#nunique" + column))
                .isEqualTo(values.stream().map(OracleTest::key).distinct().count());
        Comparator<Object> order = (one, other) -> compare(one, other, false);
        assertThat(key(row.get("#min" + column)))
                .isEqualTo(key(values.stream().min(order).orElse(null)));
        assertThat(key(row.get("#max" + column)))
                .isEqualTo(key(values.stream().max(order).orElse(null)));
        assertThat(row.get("#first" + column)).isEqualTo(values.isEmpty() ? null : values.get(0));
        assertThat(row.get("#last" + column)).isEqualTo(values.isEmpty() ? null : values.get(values.size() - 1));
    }

    private static void checkWhole(Map<String, @Nullable Object> row, String column, List<Object> values) {
        BigInteger sum = values.stream()
                .map(value -> BigInteger.valueOf(((Number) value).longValue()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        boolean fits = sum.bitLength() < Long.SIZE && sum.longValue() != Long.MIN_VALUE;
        assertThat(row.get("#sum" + column)).isEqualTo(fits ? sum.longValue() : null);
        close(row.get("#mean" + column), values.isEmpty() ? Double.NaN : sum.doubleValue() / values.size());
        close(row.get("#median" + column), median(values));
    }

    private static void checkDoubles(Map<String, @Nullable Object> row, List<Object> values) {
        double sum = 0;
        for (Object value : values) {
            sum += (Double) value;
        }
        close(row.get("#sumd"), sum);
        close(row.get("#meand"), values.isEmpty() ? Double.NaN : sum / values.size());
        close(row.get("#mediand"), median(values));
        if (values.size() < 2) {
            assertThat(row.get("#sdd")).isNull();
        }
    }

    private static double median(List<Object> values) {
        double[] sorted = values.stream()
                .mapToDouble(value -> ((Number) value).doubleValue())
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double low = sorted[(sorted.length - 1) / 2];
        double high = sorted[sorted.length / 2];
        return low == high ? low : low / 2 + high / 2;
    }

    /** NaN is how a missing value looks in Java. */
    private static void close(@Nullable Object found, double expected) {
        double value = found == null ? Double.NaN : ((Number) found).doubleValue();
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            assertThat(value).isEqualTo(Double.valueOf(expected));
        } else {
            assertThat(value).isCloseTo(expected, Offset.offset(Math.abs(expected) * 1e-12 + 1e-300));
        }
    }

    /** A condition, and the same in Java over one row. */
    private record Condition(String text, Predicate<Map<String, @Nullable Object>> holds) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static Predicate<Map<String, @Nullable Object>> test(String column, Predicate<Object> test) {
        return row -> {
            Object value = row.get(column);
            return value != null && test.test(value);
        };
    }

    @Provide
    Arbitrary<Condition> conditions() {
        List<Condition> simple = Arrays.asList(
                new Condition("i > 0", test("i", value -> (Integer) value > 0)),
                new Condition("i != 7", test("i", value -> (Integer) value == 7).negate()),
                new Condition("i + 1 > i", test("i", value -> true)),
                new Condition("l >= 9007199254740993", test("l", value -> (Long) value >= 9007199254740993L)),
                new Condition("l * 2 > 0", test("l", value -> (Long) value > 0 && (Long) value < 1L << 62)),
                new Condition(
                        "l in [1, 9007199254740992]",
                        test("l", value -> Set.of(1L, 1L << 53).contains(value))),
                new Condition("d < 1", test("d", value -> (Double) value < 1)),
                new Condition("d == 0", test("d", value -> (Double) value == 0)),
                new Condition("d / i > 0", row -> {
                    Object d = row.get("d");
                    Object i = row.get("i");
                    return d != null && i != null && (Integer) i != 0 && (Double) d / (Integer) i > 0;
                }),
                new Condition("s == 'ab'", test("s", "ab"::equals)),
                new Condition("s > 'A'", test("s", value -> ((String) value).compareTo("A") > 0)),
                new Condition(
                        "length(s) == 1",
                        test("s", value -> ((String) value).codePointCount(0, ((String) value).length()) == 1)),
                new Condition("s like '%b'", test("s", value -> ((String) value).endsWith("b"))),
                new Condition(
                        "s not like '%b'",
                        test("s", value -> ((String) value).endsWith("b")).negate()),
                new Condition("s is missing", row -> row.get("s") == null),
                new Condition("s + s != 'aa'", test("s", "a"::equals).negate()),
                new Condition("b", test("b", Boolean.TRUE::equals)),
                new Condition("day >= date(2001, 1, 1)", test("day", value -> ((LocalDate) value).getYear() >= 2001)),
                new Condition("year(day) between 0 and 5000", test("day", value -> ((LocalDate) value).getYear() >= 0)),
                new Condition(
                        "case when b then i > 0 else s == 'a' end",
                        row -> Boolean.TRUE.equals(row.get("b"))
                                ? test("i", value -> (Integer) value > 0).test(row)
                                : "a".equals(row.get("s"))));
        Arbitrary<Condition> one = Arbitraries.of(simple);
        return one.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(parts -> Arbitraries.of(
                        joined(
                                parts,
                                " and ",
                                parts.stream().map(Condition::holds).reduce(row -> true, Predicate::and)),
                        joined(
                                parts,
                                " or ",
                                parts.stream().map(Condition::holds).reduce(row -> false, Predicate::or)),
                        new Condition(
                                "not (" + parts.get(0) + ")",
                                parts.get(0).holds().negate())));
    }

    private static Condition joined(List<Condition> parts, String by, Predicate<Map<String, @Nullable Object>> holds) {
        return new Condition(parts.stream().map(part -> "(" + part + ")").collect(Collectors.joining(by)), holds);
    }

    @Property(tries = 1000)
    void filterKeepsTheRowsForWhichTheConditionHolds(
            @ForAll("frames") Frame frame, @ForAll("conditions") Condition condition) {
        List<Map<String, @Nullable Object>> expected =
                rows(frame).stream().filter(condition.holds()).toList();
        assertThat(rows(run(frame, op("filter").put("where", condition.text()))))
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    void rowsAreTheSameAfterTheyWereATable(@ForAll("frames") Frame frame) {
        assertThat(PipelineTest.rows(Frame.of(frame.table()))).isEqualTo(PipelineTest.rows(frame));
        Frame twice = PipelineTest.right(frame.append(frame.slice(0, 5)));
        assertThat(PipelineTest.rows(Frame.of(twice.table()))).isEqualTo(PipelineTest.rows(twice));
        assertThat(twice.rowCount()).isEqualTo(frame.rowCount() + Math.min(5, frame.rowCount()));
    }
}
