package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What is known of one column. Immutable.
 *
 * <pre>{@code
 * worker.frame("flights").info().await().peek(info -> info.columns()
 *         .forEach(column -> System.out.println(column.name() + " " + column.type())));
 * }</pre>
 *
 * @param name as it is written in operations
 * @param type INTEGER, LONG, DOUBLE, BOOLEAN, STRING, LOCAL_DATE, LOCAL_TIME, LOCAL_DATE_TIME or INSTANT
 * @param missing how many rows have no value
 * @param role what it is used for; empty if nothing was said
 * @param description in words; empty if nothing was said
 * @param unit of its numbers; empty if nothing was said
 */
public record ColumnSchema(String name, String type, long missing, String role, String description, String unit) {
    static ColumnSchema of(JsonNode column) {
        JsonNode feature = column.path("feature");
        return new ColumnSchema(
                column.path("name").asText(),
                column.path("type").asText(),
                column.path("missing").asLong(),
                feature.path("role").asText(),
                feature.path("description").asText(),
                feature.path("unit").asText());
    }

    static List<ColumnSchema> listOf(JsonNode columns) {
        return Answers.all(columns, ColumnSchema::of);
    }
}
