package io.framewright.serialize;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Points in time as they stand on the wire. */
public final class Timestamps {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** RFC 3339 in UTC with exactly three fraction digits, so that later times sort after earlier ones as text. */
    public static String write(Instant instant) {
        return WRITTEN.format(instant);
    }

    /** Reads RFC 3339 with any offset; empty if it is something else. */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Reads seconds since 1970, with a fraction if there is one; empty if out of range. */
    public static Optional<Instant> ofEpochSeconds(BigDecimal seconds) {
        try {
            BigDecimal millis = seconds.movePointRight(3);
            if (millis.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                return Optional.empty();
            }
            return Optional.of(Instant.ofEpochMilli(millis.longValue()));
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    /** Now, in the precision of the wire. */
    public static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
