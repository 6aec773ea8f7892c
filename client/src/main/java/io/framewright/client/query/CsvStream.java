package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A file of delimited text, to its end unless it is followed.
 *
 * <pre>{@code
 * StreamSource log = Streams.csv("log.csv").follow();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvStream extends StreamSource {
    CsvStream(ObjectNode json) {
        super(json);
    }

    /** Reads on when lines are appended to it. */
    public CsvStream follow() {
        return new CsvStream(with("follow", true));
    }

    /** The character between cells, which else is found out from the first row. */
    public CsvStream withDelimiter(char delimiter) {
        return new CsvStream(with("delimiter", String.valueOf(delimiter)));
    }

    /** Whether the first row names the columns, which it does unless told otherwise. */
    public CsvStream withHeader(boolean header) {
        return new CsvStream(with("header", header));
    }

    @Override
    public CsvStream withType(String column, ColumnType type) {
        return new CsvStream(ColumnTypes.adding(this, column, type));
    }
}
