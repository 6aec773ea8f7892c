package io.framewright.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The rows in the answer to a query, as a table. */
public final class Rows {
    private Rows() {}

    /** Whether the data of an outcome holds rows. */
    public static boolean areIn(JsonNode data) {
        return data.path("rows").isArray() && data.has("rowCount");
    }

    /** The rows in the order of their columns; a missing value is an empty cell. */
    public static TextTable table(JsonNode data) {
        List<String> names = columns(data);
        List<Integer> numbers = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            if (isNumeric(data.path("rows"), names.get(column))) {
                numbers.add(column);
            }
        }
        TextTable table = new TextTable(names, numbers);
        data.path("rows")
                .forEach(row -> table.add(
                        names.stream().map(name -> text(row.path(name))).toList()));
        return table;
    }

    private static List<String> columns(JsonNode data) {
        Set<String> names = new LinkedHashSet<>();
        data.path("columns").forEach(column -> names.add(column.path("name").asText()));
        if (names.isEmpty()) {
            data.path("rows").forEach(row -> row.fieldNames().forEachRemaining(names::add));
        }
        return List.copyOf(names);
    }

    private static boolean isNumeric(JsonNode rows, String name) {
        boolean some = false;
        for (JsonNode row : rows) {
            JsonNode value = row.path(name);
            if (!value.isNumber() && !value.isNull() && !value.isMissingNode()) {
                return false;
            }
            some |= value.isNumber();
        }
        return some;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }
}
