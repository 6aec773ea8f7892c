package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a frame is saved to: the {@code destination} of a command. {@link Destinations} makes them.
 *
 * <pre>{@code
 * Destination report = Destinations.csv("report.csv.gz").withDelimiter(';');
 * }</pre>
 *
 * <p>Immutable and thread-safe; two are equal if their JSON is.
 */
public sealed class Destination extends RequestPart
        permits ArrowDestination, CsvDestination, JsonDestination, ParquetDestination {
    Destination(ObjectNode json) {
        super(json);
    }
}
