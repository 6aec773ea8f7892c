package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

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
 * @param statistics what its values are like, if that was asked for: {@link RemoteFrame#statistics}
 */
public record ColumnSchema(
        String name,
        String type,
        long missing,
        String role,
        String description,
        String unit,
        Optional<ColumnStatistics> statistics) {
    /** Without statistics. */
    public ColumnSchema(String name, String type, long missing, String role, String description, String unit) {
        this(name, type, missing, role, description, unit, Optional.empty());
    }

    static ColumnSchema of(JsonNode column) {
        JsonNode feature = column.path("feature");
        return new ColumnSchema(
                column.path("name").asText(),
                column.path("type").asText(),
                column.path("missing").asLong(),
                feature.path("role").asText(),
                feature.path("description").asText(),
                feature.path("unit").asText(),
                column.has("statistics")
                        ? Optional.of(ColumnStatistics.of(column.path("statistics")))
                        : Optional.empty());
    }

    static List<ColumnSchema> listOf(JsonNode columns) {
        return Answers.all(columns, ColumnSchema::of);
    }
}
