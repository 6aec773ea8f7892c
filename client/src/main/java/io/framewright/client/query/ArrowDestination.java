package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A file in Arrow's IPC format.
 *
 * <pre>{@code
 * Destination table = Destinations.arrow("table.arrow").withCompression(Compression.ZSTD);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class ArrowDestination extends Destination {
    ArrowDestination(ObjectNode json) {
        super(json);
    }

    /** Whether it is written as Arrow's stream, without the footer by which a file can be read from its end. */
    public ArrowDestination withStream(boolean stream) {
        return new ArrowDestination(with("stream", stream));
    }

    /**
     * How its buffers are compressed; else not.
     *
     * @throws IllegalArgumentException for Snappy, which Arrow does not have
     */
    public ArrowDestination withCompression(Compression compression) {
        if (compression == Compression.SNAPPY) {
            throw new IllegalArgumentException("Arrow has no Snappy; give ZSTD or NONE");
        }
        return new ArrowDestination(with("compression", compression.word()));
    }
}
