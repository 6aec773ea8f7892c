package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The {@code types} of a source or stream. */
final class ColumnTypes {
    private static final String TYPES = "types";

    private ColumnTypes() {}

    /** One with one more column's type. */
    static ObjectNode adding(RequestPart source, String column, ColumnType type) {
        return adding(source, Map.of(column, type));
    }

    /** One with more columns' types. */
    static ObjectNode adding(RequestPart source, Map<String, ColumnType> types) {
        ObjectNode json = source.json();
        ObjectNode all = json.withObjectProperty(TYPES);
        types.forEach((column, type) -> all.put(column, type.name()));
        return json;
    }
}
