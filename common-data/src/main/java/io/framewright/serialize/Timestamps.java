package io.framewright.serialize;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Points in time as they stand on the wire. */
public final class Timestamps {
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final byte[] FORM = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);

    private Timestamps() {}

    /** RFC 3339 in UTC with exactly three fraction digits, so that later times sort after earlier ones as text. */
    public static String write(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > 9999) {
            return WRITTEN.format(instant);
        }
        // Each event has one, and a formatter takes longer than all the rest of its JSON.
        byte[] text = FORM.clone();
        digits(text, 0, 4, time.getYear());
        digits(text, 5, 2, time.getMonthValue());
        digits(text, 8, 2, time.getDayOfMonth());
        digits(text, 11, 2, time.getHour());
        digits(text, 14, 2, time.getMinute());
        digits(text, 17, 2, time.getSecond());
        digits(text, 20, 3, time.getNano() / 1_000_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Reads RFC 3339 with any offset; empty if it is something else. */
    public static Optional<Instant> read(String text) {
        try {
            return Optional.of(
                    isWritten(text)
                            ? ofWritten(text)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    /** Whether a time stamp has exactly the form of {@link #write}, which is quick to read. */
    private static boolean isWritten(String text) {
        if (text.length() != FORM.length) {
            return false;
        }
        for (int i = 0; i < FORM.length; i++) {
            char c = text.charAt(i);
            if (FORM[i] == '0' ? c < '0' || c > '9' : c != FORM[i]) {
                return false;
            }
        }
        return true;
    }

    private static Instant ofWritten(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 2),
                        number(text, 8, 2),
                        number(text, 11, 2),
                        number(text, 14, 2),
                        number(text, 17, 2),
                        number(text, 20, 3) * 1_000_000)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
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
