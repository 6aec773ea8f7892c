package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A file of Parquet.
 *
 * <pre>{@code
 * Destination table = Destinations.parquet("table.parquet").withCompression(Compression.ZSTD);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class ParquetDestination extends Destination {
    ParquetDestination(ObjectNode json) {
        super(json);
    }

    /** How its pages are compressed; else with Snappy. */
    public ParquetDestination withCompression(Compression compression) {
        return new ParquetDestination(with("compression", compression.word()));
    }
}
