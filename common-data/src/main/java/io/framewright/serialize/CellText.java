package io.framewright.serialize;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.TimeColumn;
import tech.tablesaw.columns.Column;

/**
 * The cells of a frame as text: dates and times in ISO 8601, always with seconds, with milliseconds where there are
 * any; numbers as Java writes them.
 */
public final class CellText {
    private static final char REPLACEMENT = '\uFFFD';

    private CellText() {}

    /** The cell as text; null if it is missing. Half of a surrogate pair is replaced by U+FFFD. */
    public static @Nullable String of(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        if (column instanceof DateTimeColumn dateTimes) {
            return dateTime(dateTimes.get(row));
        }
        if (column instanceof InstantColumn instants) {
            return instant(instants.get(row));
        }
        if (column instanceof TimeColumn times) {
            return time(times.get(row));
        }
        return wellFormed(String.valueOf(column.get(row)));
    }

    /** {@code 18:20:00} or {@code 18:20:00.123}. */
    static String time(LocalTime time) {
        String text = time.toString();
        return text.length() == 5 ? text + ":00" : text;
    }

    /** {@code 2001-01-31T18:20:00} or with milliseconds. */
    static String dateTime(LocalDateTime dateTime) {
        return dateTime.toLocalDate() + "T" + time(dateTime.toLocalTime());
    }

    /** {@code 2001-01-31T18:20:00Z} or with milliseconds. */
    static String instant(Instant instant) {
        return instant.toString();
    }

    /** The text itself if it can be encoded, else a copy that can. */
    static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!isPair(text, i)) {
                    return repaired(text);
                }
                i++;
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text);
        for (int i = 0; i < repaired.length(); i++) {
            if (Character.isSurrogate(repaired.charAt(i))) {
                if (isPair(repaired, i)) {
                    i++;
                } else {
                    repaired.setCharAt(i, REPLACEMENT);
                }
            }
        }
        return repaired.toString();
    }

    private static boolean isPair(CharSequence text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
