package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A file of delimited text in UTF-8; gzip if its path ends in {@code .gz}.
 *
 * <pre>{@code
 * Destination plain = Destinations.csv("result.csv").withHeader(false);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvDestination extends Destination {
    CsvDestination(ObjectNode json) {
        super(json);
    }

    /** The character between cells; else {@code ,}. */
    public CsvDestination withDelimiter(char delimiter) {
        return new CsvDestination(with("delimiter", String.valueOf(delimiter)));
    }

    /** Whether the first row names the columns; else it does. */
    public CsvDestination withHeader(boolean header) {
        return new CsvDestination(with("header", header));
    }
}
