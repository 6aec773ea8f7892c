package io.framewright.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes operations that fit a frame. Where floating point is added up only the columns are taken whose sums are exact
 * ({@link NineTypes}), so that the order of adding does not matter.
 */
final class RandomOperations {
    private static final List<String> OPS = List.of(
            "filter",
            "project",
            "drop",
            "rename",
            "derive",
            "derive",
            "transformType",
            "sort",
            "groupBy",
            "groupBy",
            "join",
            "join",
            "melt",
            "pivot",
            "rank",
            "cumulate",
            "limit",
            "distinct",
            "fillMissing",
            "dropMissing");
    private static final Set<String> SMALL = Set.of("i", "k", "n", "m");

    private final Map<String, ColumnType> schema;
    private final boolean large;
    private final boolean last;
    private final Random random;

    /**
     * @param large whether lists of rows would be too long, as products of the other frame's rows and these
     * @param last whether no operation follows: one may take values for different that are one but for rounding, so
     *     only the last one makes such values
     */
    RandomOperations(Frame frame, boolean large, boolean last, Random random) {
        this.schema = OperationSql.schema(frame);
        this.large = large;
        this.last = last;
        this.random = random;
    }

    ObjectNode next() {
        String op = one(OPS);
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("op", op);
        switch (op) {
            case "filter" -> json.put("where", expression(ColumnType.BOOLEAN));
            case "project", "drop", "dropMissing", "distinct" -> put(json.putArray("columns"), some(name -> true, 4));
            case "rename" -> json.putObject("columns").put(column(name -> true), "x" + random.nextInt(100));
            case "derive" -> derive(json);
            case "transformType" -> transform(json);
            case "sort", "rank" -> order(json, op);
            case "groupBy" -> groupBy(json);
            case "join" -> join(json);
            case "melt" -> melt(json);
            case "pivot" -> pivot(json);
            case "cumulate" -> cumulate(json);
            case "limit" -> json.put("rows", random.nextInt(30)).put("offset", random.nextInt(6));
            default -> fill(json);
        }
        return json;
    }

    private String expression(ColumnType type) {
        return new RandomExpressions(schema, random).of(type, 3);
    }

    private void derive(ObjectNode json) {
        String column = random.nextInt(3) == 0 ? column(name -> true) : "x" + random.nextInt(100);
        String exact = expression(ColumnType.values()[random.nextInt(ColumnType.values().length)]);
        boolean m = schema.containsKey("m") && type("m") == ColumnType.DOUBLE;
        json.put("column", SMALL.contains(column) ? "x" : column)
                .put(
                        "as",
                        m && random.nextInt(6) == 0
                                ? one(List.of(
                                        "log(m)",
                                        "log10(m)",
                                        "exp(m)",
                                        "pow(m, 2)",
                                        "round(m / 8 + 1, 2)",
                                        "round(m)",
                                        "text(m)"))
                                : exact);
    }

    private void transform(ObjectNode json) {
        String column = column(name -> type(name) != ColumnType.STRING);
        ColumnType type = type(column);
        List<ColumnType> to = switch (type) {
            case INTEGER, LONG ->
                List.of(ColumnType.INTEGER, ColumnType.LONG, ColumnType.DOUBLE, ColumnType.STRING, ColumnType.BOOLEAN);
            case DOUBLE -> List.of(ColumnType.INTEGER, ColumnType.LONG, ColumnType.BOOLEAN);
            case BOOLEAN -> List.of(ColumnType.INTEGER, ColumnType.DOUBLE, ColumnType.STRING);
            case LOCAL_DATE -> List.of(ColumnType.LOCAL_DATE_TIME, ColumnType.INSTANT);
            case LOCAL_TIME, STRING -> List.of(type);
            default -> List.of(ColumnType.LOCAL_DATE, ColumnType.LOCAL_TIME, ColumnType.INSTANT);
        };
        json.put("column", column).put("type", one(to).name()).put("onError", "missing");
    }

    private void order(ObjectNode json, String op) {
        ArrayNode by = json.putArray("by");
        some(name -> true, 3)
                .forEach(column -> by.addObject().put("column", column).put("order", one(List.of("asc", "desc"))));
        if (op.equals("rank")) {
            json.put("as", "x" + random.nextInt(100))
                    .put("method", one(List.of("min", "max", "dense", "ordinal", "percent")));
            within(json);
        }
    }

    private void within(ObjectNode json) {
        if (random.nextBoolean()) {
            put(json.putArray("within"), some(name -> true, 2));
        }
    }

    private void cumulate(ObjectNode json) {
        String column = column(name -> true);
        ColumnType type = type(column);
        List<String> functions = new ArrayList<>(List.of("count", "min", "max"));
        if (isExact(column)) {
            functions.add("sum");
        }
        if (hasExactMean(column)) {
            functions.add("mean");
        }
        // A product in SQL needs a list of all values before each row.
        if (!large && (type.isWhole() || column.equals("m") && type == ColumnType.DOUBLE)) {
            functions.add("product");
        }
        json.put("function", one(functions)).put("as", "x" + random.nextInt(100));
        if (!json.path("function").asText().equals("count") || random.nextBoolean()) {
            json.put("column", column);
        }
        within(json);
    }

    private void groupBy(ObjectNode json) {
        put(json.putArray("columns"), random.nextInt(5) == 0 ? List.of() : some(name -> true, 3));
        ArrayNode aggregates = json.putArray("aggregates");
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            ObjectNode aggregate = aggregates.addObject().put("as", "a" + i + "_" + random.nextInt(100));
            aggregate(aggregate, "column");
        }
    }

    private void aggregate(ObjectNode json, String field) {
        String column = column(name -> true);
        ColumnType type = type(column);
        List<String> functions = new ArrayList<>(List.of("count", "min", "max", "first", "last", "nunique"));
        if (isExact(column)) {
            functions.add("sum");
        }
        if (hasExactMean(column)) {
            functions.add("mean");
        }
        if (SMALL.contains(column) && type.isNumber()) {
            functions.add("median");
            if (last) {
                functions.addAll(List.of("quantile", "sd", "var"));
            }
        }
        if (type == ColumnType.BOOLEAN) {
            functions.addAll(List.of("any", "all"));
        }
        String function = one(functions);
        json.put("function", function).put(field, column);
        if (function.equals("quantile")) {
            json.put("q", random.nextInt(11) / 10.0);
        }
    }

    private void pivot(ObjectNode json) {
        String column = column(name -> Set.of("k", "s", "b").contains(name) && type(name) != ColumnType.DOUBLE);
        if (type(column).isTemporal() || type(column) == ColumnType.DOUBLE) {
            json.put("op", "distinct");
            return;
        }
        put(json.putArray("rows"), some(name -> !name.equals(column), 2));
        json.put("column", column);
        aggregate(json, "values");
    }

    private void join(ObjectNode json) {
        List<String> hows = List.of("inner", "left", "right", "full", "semi", "anti");
        json.put("frame", "other").put("how", one(hows)).put("matchMissing", !large && random.nextInt(4) == 0);
        ArrayNode on = json.putArray("on");
        if (large) {
            json.put("how", one(schema.containsKey("n") ? hows : hows.subList(4, 6)));
            on.add("n");
            return;
        }
        some(name -> true, 3).forEach(left -> {
            ColumnType type = type(left);
            List<String> mates = type.isNumber()
                    ? List.of("i", "k", "l", "n", "d", "m")
                    : switch (type) {
                        case STRING -> List.of("s");
                        case BOOLEAN -> List.of("b");
                        case LOCAL_DATE -> List.of("day");
                        case LOCAL_TIME -> List.of("time");
                        case LOCAL_DATE_TIME -> List.of("at");
                        default -> List.of("instant");
                    };
            // A right key stands where a left one stood.
            String right = json.path("how").asText().matches("right|full") && SMALL.contains(left) ? left : one(mates);
            if (on.findValuesAsText("right").stream().noneMatch(right::equals)) {
                on.addObject().put("left", left).put("right", right);
            }
        });
    }

    private void melt(ObjectNode json) {
        String first = column(name -> true);
        ColumnType type = type(first);
        List<String> values = some(name -> type(name) == type || type(name).isNumber() && type.isNumber(), 3);
        put(json.putArray("ids"), some(name -> !values.contains(name), 2));
        put(json.putArray("values"), values);
    }

    private void fill(ObjectNode json) {
        String column = column(name -> true);
        json.put("column", column);
        switch (type(column)) {
            case INTEGER, LONG -> json.put("value", random.nextInt(5) - 2);
            case DOUBLE -> json.put("value", 0.5);
            case BOOLEAN -> json.put("value", random.nextBoolean());
            case STRING -> json.put("value", one(List.of("", "it's", "\uD83D\uDE00")));
            case LOCAL_DATE -> json.put("value", "2000-02-29");
            case LOCAL_TIME -> json.put("value", "18:20:05.123");
            case LOCAL_DATE_TIME -> json.put("value", "2000-02-29T18:20:05.123");
            case INSTANT -> json.put("value", "2000-02-29T18:20:05.123Z");
        }
    }

    private boolean isExact(String column) {
        ColumnType type = type(column);
        return type.isWhole() || type == ColumnType.BOOLEAN || SMALL.contains(column) && type == ColumnType.DOUBLE;
    }

    private boolean hasExactMean(String column) {
        return isExact(column) && (last || SMALL.contains(column));
    }

    private ColumnType type(String column) {
        return Objects.requireNonNull(schema.get(column));
    }

    private String column(Predicate<String> which) {
        List<String> there = schema.keySet().stream().filter(which).toList();
        return there.isEmpty() ? one(List.copyOf(schema.keySet())) : one(there);
    }

    /** One or more different columns; all if none is such. */
    private List<String> some(Predicate<String> which, int most) {
        List<String> there =
                new ArrayList<>(schema.keySet().stream().filter(which).toList());
        if (there.isEmpty()) {
            there.addAll(schema.keySet());
        }
        Collections.shuffle(there, random);
        return there.subList(0, Math.min(there.size(), 1 + random.nextInt(most)));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static void put(ArrayNode array, List<String> names) {
        names.forEach(array::add);
    }
}
