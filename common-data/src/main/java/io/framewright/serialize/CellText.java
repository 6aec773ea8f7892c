package io.framewright.serialize;

import io.framewright.frame.ColumnData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a frame as text: dates and times in ISO 8601, always with seconds, with milliseconds where there are
 * any; numbers as Java writes them.
 */
public final class CellText {
    private static final char REPLACEMENT = '\uFFFD';

    private CellText() {}

    /** The cell as text; null if it is missing. Half of a surrogate pair is replaced by U+FFFD. */
    public static @Nullable String of(ColumnData column, int row) {
        if (column.isMissing(row)) {
            return null;
        }
        return switch (column.type()) {
            case INTEGER -> Integer.toString(ints(column)[row]);
            case LONG -> Long.toString(longs(column)[row]);
            case LOCAL_DATE -> Packed.date(ints(column)[row]).toString();
            case LOCAL_TIME -> time(ints(column)[row]);
            case LOCAL_DATE_TIME -> dateTime(longs(column)[row]);
            case INSTANT -> dateTime(longs(column)[row]) + "Z";
            case STRING -> wellFormed((String) Objects.requireNonNull(column.get(row)));
            case DOUBLE, BOOLEAN -> Objects.requireNonNull(column.get(row)).toString();
        };
    }

    private static int[] ints(ColumnData column) {
        return ((IntData) column).values();
    }

    private static long[] longs(ColumnData column) {
        return ((LongData) column).values();
    }

    private static String dateTime(long packed) {
        return Packed.date(Packed.dateOf(packed)) + "T" + time(Packed.timeOf(packed));
    }

    /** A value as {@link ColumnData#get} has it, as text. */
    public static String of(Object value) {
        if (value instanceof String text) {
            return wellFormed(text);
        }
        if (value instanceof LocalTime time) {
            return time(time);
        }
        if (value instanceof LocalDateTime dateTime) {
            return dateTime.toLocalDate() + "T" + time(dateTime.toLocalTime());
        }
        if (value instanceof Instant instant) {
            return of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
        }
        return value.toString();
    }

    private static String time(int packed) {
        return time(Packed.time(packed));
    }

    private static String time(LocalTime time) {
        String text = time.toString();
        return time.getSecond() == 0 && time.getNano() == 0 ? text + ":00" : text;
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
