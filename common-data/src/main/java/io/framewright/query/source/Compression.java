package io.framewright.query.source;

import java.util.Locale;
import java.util.Optional;

/** How parts of a file that is written are compressed. */
public enum Compression {
    NONE,
    SNAPPY,
    ZSTD;

    /** What {@code compression} in a destination says. */
    static Optional<Compression> ofWord(String word) {
        return switch (word) {
            case "none" -> Optional.of(NONE);
            case "snappy" -> Optional.of(SNAPPY);
            case "zstd" -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }

    /** As {@code compression} in a destination says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What does it. */
    Codec codec() {
        return switch (this) {
            case NONE -> Codec.NONE;
            case SNAPPY -> Codec.SNAPPY;
            case ZSTD -> Codec.ZSTD;
        };
    }
}
