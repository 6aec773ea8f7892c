package io.framewright.client.query;

import java.util.Locale;

/**
 * How the content of a file is compressed.
 *
 * <pre>{@code
 * Destination archive = Destinations.parquet("late.parquet").withCompression(Compression.ZSTD);
 * }</pre>
 */
public enum Compression {
    NONE,
    /** Of Parquet only. */
    SNAPPY,
    ZSTD;

    /** As it stands in a command. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
