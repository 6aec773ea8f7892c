package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Event;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A page of rows, the answer to a query. Immutable as long as nobody changes the JSON behind it; nobody does.
 *
 * <pre>{@code
 * for (Row row : rows) {
 *     System.out.println(row.text("origin") + " " + row.number("delay"));
 * }
 * System.out.println(rows); // the same as a table
 * }</pre>
 *
 * @param rows of this page, in order
 * @param rowCount of the whole result
 * @param columns of the result, in order
 * @param trainingSet the training set that was read, with the mapping that was fitted; empty if it was none
 * @param conversions the accounts of changes of columns' types, in their order
 */
public record Rows(
        List<Row> rows,
        long rowCount,
        List<ColumnSchema> columns,
        Optional<TrainingSetInfo> trainingSet,
        List<Conversion> conversions)
        implements Iterable<Row> {
    public Rows {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        conversions = List.copyOf(conversions);
    }

    /** Whether the data of an outcome holds rows. */
    public static boolean areIn(JsonNode data) {
        return data.path("rows").isArray() && data.has("rowCount");
    }

    /** The rows in the data of an outcome; none if it holds none. */
    public static Rows of(JsonNode data) {
        return new Rows(
                Answers.all(data.path("rows"), Rows::row),
                data.path("rowCount").asLong(),
                ColumnSchema.listOf(data.path("columns")),
                data.has("trainingSet") ? Optional.of(TrainingSetInfo.of(data.path("trainingSet"))) : Optional.empty(),
                Conversion.listOf(data.path("conversions")));
    }

    /** The rows in an outcome. */
    public static Rows of(Event event) {
        return of(event.data());
    }

    private static Row row(JsonNode row) {
        return new Row(row instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode());
    }

    /** How many rows this page has. */
    public int size() {
        return rows.size();
    }

    @Override
    public Iterator<Row> iterator() {
        return rows.iterator();
    }

    /** The rows, in order. */
    public Stream<Row> stream() {
        return rows.stream();
    }

    /** As lines of text: the names of the columns, then the rows; a missing value is an empty cell. */
    public List<String> lines() {
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        List<Integer> numbers = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            if (isNumeric(names.get(column))) {
                numbers.add(column);
            }
        }
        TextTable table = new TextTable(names, numbers);
        rows.forEach(row -> table.add(names.stream()
                .map(name -> row.isMissing(name) ? "" : row.json().path(name).asText())
                .toList()));
        return table.lines();
    }

    private boolean isNumeric(String column) {
        boolean some = false;
        for (Row row : rows) {
            JsonNode value = row.json().path(column);
            if (!value.isNumber() && !row.isMissing(column)) {
                return false;
            }
            some |= value.isNumber();
        }
        return some;
    }

    /** {@link #lines} and, if the page is not the whole result, how much of it this is. */
    @Override
    public String toString() {
        String table = String.join(System.lineSeparator(), lines());
        return rows.size() == rowCount
                ? table
                : table + System.lineSeparator() + "(" + rows.size() + " of " + rowCount + " rows)";
    }
}
