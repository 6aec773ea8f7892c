package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The {@code types} of a source. */
final class ColumnTypes {
    private static final String TYPES = "types";

    private ColumnTypes() {}

    /** A source with one more column's type. */
    static ObjectNode adding(Source source, String column, ColumnType type) {
        return adding(source, Map.of(column, type));
    }

    /** A source with more columns' types. */
    static ObjectNode adding(Source source, Map<String, ColumnType> types) {
        ObjectNode json = source.json();
        ObjectNode all = json.withObjectProperty(TYPES);
        types.forEach((column, type) -> all.put(column, type.name()));
        return json;
    }
}
