package io.framewright.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Every operation of docs/guide/operations.md, at least one method each (so the file is long: it is a list). Meant for
 * {@code import static}.
 *
 * <pre>{@code
 * Operation late = filter(column("delay").gt(10).and(column("origin").eq("SFO")));
 * Operation hours = derive("hours", column("delay").dividedBy(60));
 * Operation clean = fillMissing("delay", 0);
 * }</pre>
 *
 * <p>Names are not looked at here: whether there is such a column only the worker knows. Thread-safe.
 */
public final class Operations {
    private static final String COLUMNS = "columns";
    private static final String COLUMN = "column";

    private Operations() {}

    /** Keeps the rows for which the condition is true. */
    public static Operation filter(Condition where) {
        return new Operation(Operation.named("filter").put("where", where.text()));
    }

    /** Keeps these columns, in this order. */
    public static Operation project(String first, String... more) {
        return project(all(first, more));
    }

    /** Keeps these columns, in this order; one or more, each once. */
    public static Operation project(Collection<String> columns) {
        return ofColumns("project", columns);
    }

    /** Leaves these columns out; one at least must stay. */
    public static Operation drop(String first, String... more) {
        return drop(all(first, more));
    }

    /** Leaves these columns out; one or more, each once. */
    public static Operation drop(Collection<String> columns) {
        return ofColumns("drop", columns);
    }

    /** Gives a column another name. */
    public static Operation rename(String old, String name) {
        return rename(Map.of(old, name));
    }

    /** Gives columns other names, old to new, all at once; one or more. */
    public static Operation rename(Map<String, String> names) {
        ObjectNode json = Operation.named("rename");
        names.forEach(json.putObject(COLUMNS)::put);
        return new Operation(json);
    }

    /** Computes a column: in place of the one of this name, or a new one behind the others. */
    public static Operation derive(String column, Expression as) {
        return new Operation(Operation.named("derive").put(COLUMN, column).put("as", as.text()));
    }

    /** Turns a column into another type; see {@link TypeChange#orMissing()} for values that have none there. */
    public static TypeChange transformType(String column, ColumnType type) {
        return new TypeChange(
                Operation.named("transformType").put(COLUMN, column).put("type", type.name()));
    }

    /** Orders the rows: stable, missing values last. */
    public static Operation sort(SortKey first, SortKey... more) {
        return sort(all(first, more));
    }

    /** Orders the rows by these columns, each ascending. */
    public static Operation sort(String first, String... more) {
        return sort(all(first, more).stream().map(Operations::ascending).toList());
    }

    /** Orders the rows; by one key or more. */
    public static Operation sort(List<SortKey> by) {
        ObjectNode json = Operation.named("sort");
        json.set("by", RequestPart.parts(by));
        return new Operation(json);
    }

    /** From the least value to the greatest. */
    public static SortKey ascending(String column) {
        return new SortKey(column, "asc");
    }

    /** From the greatest value to the least. */
    public static SortKey descending(String column) {
        return new SortKey(column, "desc");
    }

    /** Makes a column of the place of each row in this order, which does not change; missing values come last. */
    public static Ranking rank(SortKey first, SortKey... more) {
        ObjectNode json = Operation.named("rank");
        json.set("by", RequestPart.parts(all(first, more)));
        return new Ranking(json);
    }

    /** Makes a column of what a function gives for the values of a column from the first row to each. */
    public static Accumulation cumulate(String column, CumulativeFunction function) {
        return new Accumulation(Operation.named("cumulate").put(COLUMN, column).put("function", function.wireName()));
    }

    /** Makes a column {@code count} of the number of each row, from 1. */
    public static Accumulation rowNumber() {
        return new Accumulation(Operation.named("cumulate").put("function", "count"));
    }

    /** Rows with equal values in these columns are a group; without columns, all rows are one. */
    public static Grouping groupBy(String... columns) {
        return new Grouping(List.of(columns));
    }

    /** Keeps so many rows at most. */
    public static Operation limit(long rows) {
        return limit(0, rows);
    }

    /** Leaves out so many rows, and keeps so many behind them at most. */
    public static Operation limit(long offset, long rows) {
        if (offset < 0 || rows < 0) {
            throw new IllegalArgumentException(
                    "A limit has an offset and rows of 0 or more, not " + offset + " and " + rows + ".");
        }
        return new Operation(Operation.named("limit").put("rows", rows).put("offset", offset));
    }

    /** Keeps the first of the rows that are equal in these columns, or in all if none is given. */
    public static Operation distinct(String... columns) {
        return ofColumnsOrAll("distinct", columns);
    }

    /** Leaves out the rows that miss a value in one of these columns, or in any if none is given. */
    public static Operation dropMissing(String... columns) {
        return ofColumnsOrAll("dropMissing", columns);
    }

    /** Puts a number where an INTEGER, LONG or DOUBLE column has none. */
    public static Operation fillMissing(String column, long value) {
        return fill(column, JsonNodeFactory.instance.numberNode(value));
    }

    /** Puts a finite number where a DOUBLE column has none. */
    public static Operation fillMissing(String column, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("A finite number can be filled in, not " + value + ".");
        }
        return fill(column, JsonNodeFactory.instance.numberNode(value));
    }

    /** Puts true or false where a BOOLEAN column has none. */
    public static Operation fillMissing(String column, boolean value) {
        return fill(column, JsonNodeFactory.instance.booleanNode(value));
    }

    /** Puts a text where a STRING column has none. */
    public static Operation fillMissing(String column, String value) {
        return fill(column, JsonNodeFactory.instance.textNode(value));
    }

    /** Puts a date where a LOCAL_DATE column has none. */
    public static Operation fillMissing(String column, LocalDate value) {
        return fillMissing(column, value.toString());
    }

    /** Puts a time where a LOCAL_TIME column has none. */
    public static Operation fillMissing(String column, LocalTime value) {
        return fillMissing(column, value.toString());
    }

    /** Puts a date with time where a LOCAL_DATE_TIME column has none. */
    public static Operation fillMissing(String column, LocalDateTime value) {
        return fillMissing(column, value.toString());
    }

    /** Puts an instant where an INSTANT column has none. */
    public static Operation fillMissing(String column, Instant value) {
        return fillMissing(column, value.toString());
    }

    private static Operation fill(String column, JsonNode value) {
        ObjectNode json = Operation.named("fillMissing").put(COLUMN, column);
        json.set("value", value);
        return new Operation(json);
    }

    /** Stores steps under a name; they may not make or drop views themselves. */
    public static ViewCreation createView(String view, Operation... operations) {
        ObjectNode json = Operation.named("createView").put("view", view);
        json.set("operations", Operation.list(Arrays.asList(operations)));
        return new ViewCreation(json);
    }

    /** Forgets a view. */
    public static Operation dropView(String view) {
        return new Operation(Operation.named("dropView").put("view", view));
    }

    /** Says of columns what they are; of one column once. */
    public static Operation setFeatures(Feature... features) {
        ObjectNode json = Operation.named("setFeatures");
        ObjectNode all = json.putObject("features");
        for (Feature feature : features) {
            all.setAll(feature.json());
        }
        return new Operation(json);
    }

    /** What is said of a column, to be gone on with: role, description, unit. */
    public static Feature feature(String column) {
        return Feature.of(column);
    }

    /** Puts the columns of another frame of the worker beside these, where the key columns, called alike, are equal. */
    public static Operation join(String otherFrame, JoinType how, String firstKey, String... moreKeys) {
        ObjectNode json = Operation.named("join").put("frame", otherFrame);
        json.set("on", RequestPart.list(all(firstKey, moreKeys)));
        return new Operation(json.put("how", how.wireName()));
    }

    /** The same, where the keys have different names: this frame's name of each, and the other's. */
    public static Operation join(String otherFrame, JoinType how, Map<String, String> keys) {
        ObjectNode json = Operation.named("join").put("frame", otherFrame);
        ArrayNode on = json.putArray("on");
        keys.forEach((left, right) -> on.addObject().put("left", left).put("right", right));
        return new Operation(json.put("how", how.wireName()));
    }

    /**
     * Puts columns below each other: a row of each row and each of them, with the column's name under {@code variable}
     * and its value under {@code value}.
     *
     * @param ids the columns that are repeated beside; empty for none
     * @param values the columns that are put below each other; empty for all but the {@code ids}
     */
    public static Operation melt(Collection<String> ids, Collection<String> values) {
        ObjectNode json = Operation.named("melt");
        json.set("ids", RequestPart.list(ids));
        if (!values.isEmpty()) {
            json.set("values", RequestPart.list(values));
        }
        return new Operation(json);
    }

    /**
     * Makes columns of the values of one.
     *
     * @param rows the keys: one row for each that is different
     * @param column its values become columns
     * @param cells what stands in each, of the rows that have its key and its value; a name given to it is not used
     */
    public static Operation pivot(Collection<String> rows, String column, Aggregate cells) {
        ObjectNode json = Operation.named("pivot");
        json.set("rows", RequestPart.list(rows));
        json.put("column", column);
        ObjectNode asked = cells.json();
        json.set("function", asked.get("function"));
        if (asked.has("column")) {
            json.set("values", asked.get("column"));
        }
        if (asked.has("q")) {
            json.set("q", asked.get("q"));
        }
        return new Operation(json);
    }

    /** Says which columns predict a number; one column or more, each once. */
    public static TrainingSet createRegressionSet(String set, Collection<String> predictors, String responder) {
        return trainingSet("createRegressionSet", set, predictors, responder);
    }

    /** Says which columns predict a class; one column or more, each once. */
    public static TrainingSet createClassificationSet(String set, Collection<String> predictors, String responder) {
        return trainingSet("createClassificationSet", set, predictors, responder);
    }

    /** Forgets a training set. */
    public static Operation dropTrainingSet(String set) {
        return new Operation(Operation.named("dropTrainingSet").put("set", set));
    }

    private static TrainingSet trainingSet(String op, String set, Collection<String> predictors, String responder) {
        ObjectNode json = Operation.named(op).put("set", set);
        json.set("predictors", RequestPart.list(predictors));
        return new TrainingSet(json.put("responder", responder));
    }

    private static Operation ofColumns(String op, Collection<String> columns) {
        ObjectNode json = Operation.named(op);
        json.set(COLUMNS, RequestPart.list(columns));
        return new Operation(json);
    }

    private static Operation ofColumnsOrAll(String op, String... columns) {
        return columns.length == 0 ? new Operation(Operation.named(op)) : ofColumns(op, Arrays.asList(columns));
    }

    private static <T> List<T> all(T first, T[] more) {
        List<T> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(more));
        return all;
    }
}
