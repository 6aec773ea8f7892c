package io.framewright.query.source;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells by how a cell is shown whether its number is a date or a time, as only that tells, and writes it in ISO 8601.
 * Not thread-safe.
 */
final class ExcelDates {
    /** One day later than in truth, as Excel has a 29 February in 1900. */
    private static final LocalDate BEGIN = LocalDate.of(1899, 12, 30);

    private static final LocalDate BEGIN_OF_1904 = LocalDate.of(1904, 1, 1);
    private static final int NO_LEAP_DAY = 60;
    private static final long MILLIS_A_DAY = 86_400_000;
    private static final double MOST_DAYS = 2_958_466;

    /** What a number stands for. */
    enum Kind {
        NUMBER,
        DATE,
        TIME,
        DATE_TIME
    }

    private final Map<Integer, String> formats = new HashMap<>();
    private final Map<Integer, Kind> kinds = new HashMap<>();
    private boolean from1904;

    void from1904() {
        from1904 = true;
    }

    /** A format of the workbook's own. */
    void format(int id, String code) {
        formats.put(id, code);
    }

    /** What the numbers are that have this format. */
    Kind kind(int format) {
        return kinds.computeIfAbsent(format, id -> {
            String own = formats.get(id);
            return own != null ? kindOf(own) : ofBuiltIn(id);
        });
    }

    private static Kind ofBuiltIn(int id) {
        if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58)) {
            return Kind.DATE;
        }
        if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) {
            return Kind.TIME;
        }
        return id == 22 ? Kind.DATE_TIME : Kind.NUMBER;
    }

    /** By the letters of a format, without what stands in quotes or brackets; elapsed time is a number. */
    static Kind kindOf(String code) {
        StringBuilder letters = new StringBuilder();
        String first = code.toLowerCase(Locale.ROOT).replace("am/pm", "").replace("a/p", "");
        for (int i = 0; i < first.length() && first.charAt(i) != ';'; i++) {
            char c = first.charAt(i);
            if (c == '"') {
                i = skip(first, i, '"');
            } else if (c == '[') {
                int end = skip(first, i, ']');
                if (end > i + 1 && "hms".indexOf(first.charAt(i + 1)) >= 0) {
                    return Kind.NUMBER;
                }
                i = end;
            } else if (c == '\\' || c == '_' || c == '*') {
                i++;
            } else {
                letters.append(c);
            }
        }
        boolean time = letters.indexOf("h") >= 0 || letters.indexOf("s") >= 0;
        boolean date = letters.indexOf("y") >= 0 || letters.indexOf("d") >= 0;
        date |= !time && letters.indexOf("m") >= 0;
        return date ? time ? Kind.DATE_TIME : Kind.DATE : time ? Kind.TIME : Kind.NUMBER;
    }

    private static int skip(String code, int from, char until) {
        int end = code.indexOf(until, from + 1);
        return end < 0 ? code.length() : end;
    }

    /** A number as the date or time that it stands for; null if it is none. */
    @Nullable
    String text(double serial, Kind kind) {
        if (kind == Kind.NUMBER || !(serial >= 0 && serial < MOST_DAYS)) {
            return null;
        }
        long millis = Math.round(serial * MILLIS_A_DAY);
        long days = millis / MILLIS_A_DAY;
        LocalTime time = LocalTime.ofNanoOfDay(millis % MILLIS_A_DAY * 1_000_000);
        if (kind == Kind.TIME && days == 0) {
            return time.toString();
        }
        LocalDate date = from1904 ? BEGIN_OF_1904.plusDays(days) : BEGIN.plusDays(days < NO_LEAP_DAY ? days + 1 : days);
        boolean midnight = time.equals(LocalTime.MIDNIGHT);
        return kind == Kind.DATE && midnight
                ? date.toString()
                : LocalDateTime.of(date, time).toString();
    }
}
