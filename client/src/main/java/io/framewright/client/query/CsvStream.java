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
}
