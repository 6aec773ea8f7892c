package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a frame is loaded from: the {@code source} of a command. {@link Sources} makes them.
 *
 * <pre>{@code
 * Source flights = Sources.csv("flights.csv").withDelimiter(';').withType("zip", ColumnType.STRING);
 * }</pre>
 *
 * <p>Immutable and thread-safe; two are equal if their JSON is.
 */
public sealed class Source extends RequestPart permits CsvSource, ExcelSource, JsonSource, RowsSource {
    Source(ObjectNode json) {
        super(json);
    }
}
