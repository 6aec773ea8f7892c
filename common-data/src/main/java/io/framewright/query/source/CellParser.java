package io.framewright.query.source;

import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Reads one cell at a time out of a buffer, without making objects for the common forms. Each method returns whether
 * the cell has the form; the value is then in the field named after it. One instance per load, not thread-safe.
 *
 * <p>Strict reading is what types are inferred by: it takes only what can be written back without losing a digit (no
 * leading zeros or plus, no fractions of a second beyond milliseconds). Lenient reading is for types that were asked
 * for.
 */
final class CellParser {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final int NO_TIME = -1;

    /** A whole number, or a packed date with time. */
    long longValue;
    /** A packed date or time. */
    int intValue;

    double doubleValue;
    boolean booleanValue;
    /** After {@link #number}: whether it was written without point and exponent. */
    boolean wholeNumber;
    /** Whether the cell reads exactly as the value would be written. */
    boolean canonical;

    private final boolean lenient;
    private int end;
    private int time;

    CellParser(boolean lenient) {
        this.lenient = lenient;
    }

    /** Whole numbers of 64 bits, except the one that marks missing values. */
    boolean whole(char[] text, int from, int to) {
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || (lenient && at < to && text[at] == '+')) {
            at++;
        }
        int digits = to - at;
        if (digits < 1 || (!lenient && digits > 1 && text[at] == '0')) {
            return false;
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            value = value * 10 - digit;
        }
        if (value == Long.MIN_VALUE) {
            return false;
        }
        longValue = negative ? value : -value;
        canonical = !(negative && value == 0);
        return true;
    }

    /** Decimal numbers, and whole ones of any length. */
    boolean number(char[] text, int from, int to) {
        canonical = false;
        wholeNumber = false;
        int at = from;
        boolean negative = at < to && text[at] == '-';
        if (negative || (lenient && at < to && text[at] == '+')) {
            at++;
        }
        int first = at;
        long mantissa = 0;
        int significant = 0;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            if (significant < 18) {
                mantissa = mantissa * 10 + (text[at] - '0');
            }
            significant += mantissa == 0 ? 0 : 1;
            at++;
        }
        int wholeDigits = at - first;
        if (!lenient && wholeDigits > 1 && text[first] == '0') {
            return false;
        }
        int fractionDigits = 0;
        if (at < to && text[at] == '.') {
            int point = at++;
            while (at < to && text[at] >= '0' && text[at] <= '9') {
                if (significant < 18) {
                    mantissa = mantissa * 10 + (text[at] - '0');
                }
                significant += mantissa == 0 ? 0 : 1;
                at++;
            }
            fractionDigits = at - point - 1;
        }
        if (wholeDigits + fractionDigits == 0) {
            return special(text, at, to, negative);
        }
        wholeNumber = at == to && at - first == wholeDigits;
        if (at < to && !exponent(text, at, to)) {
            return false;
        }
        if (at == to && significant < 18 && mantissa <= EXACT_IN_DOUBLE && fractionDigits < POWERS_OF_TEN.length) {
            double value = mantissa / POWERS_OF_TEN[fractionDigits];
            // A whole zero has no sign in a column that turns out to be whole, so it has none in any.
            doubleValue = negative && (mantissa != 0 || !wholeNumber || lenient) ? -value : value;
            return true;
        }
        doubleValue = Double.parseDouble(new String(text, from, to - from));
        return !Double.isInfinite(doubleValue) || lenient;
    }

    private static boolean exponent(char[] text, int from, int to) {
        int at = from;
        if (text[at] != 'e' && text[at] != 'E') {
            return false;
        }
        at++;
        if (at < to && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int first = at;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at == to && at > first;
    }

    private boolean special(char[] text, int from, int to, boolean negative) {
        if (equalsIgnoreCase(text, from, to, "infinity") || equalsIgnoreCase(text, from, to, "inf")) {
            doubleValue = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            return true;
        }
        if (!negative && equalsIgnoreCase(text, from, to, "nan")) {
            doubleValue = Double.NaN;
            return true;
        }
        return false;
    }

    /** {@code true} and {@code false} in any case; leniently 1 and 0 too. */
    boolean truth(char[] text, int from, int to) {
        if (equalsIgnoreCase(text, from, to, "true") || (lenient && to - from == 1 && text[from] == '1')) {
            booleanValue = true;
        } else if (equalsIgnoreCase(text, from, to, "false") || (lenient && to - from == 1 && text[from] == '0')) {
            booleanValue = false;
        } else {
            return false;
        }
        canonical = isLowerCase(text, from, to);
        return true;
    }

    /** Dates; {@link #intValue} is packed as {@link Packed} says. */
    boolean date(char[] text, int from, int to) {
        if (!datePart(text, from, to) || end != to) {
            return signedYear(text, from, to) && oddDate(text, from, to);
        }
        canonical = text[from + 4] == '-';
        return true;
    }

    /** Dates with a time, or leniently without; {@link #longValue} is packed as {@link Packed} says. */
    boolean dateTime(char[] text, int from, int to) {
        canonical = false;
        if (!datePart(text, from, to)) {
            return signedYear(text, from, to) && oddDateTime(text, from, to);
        }
        int packedDate = intValue;
        if (end == to && lenient) {
            longValue = dateAtMidnight(packedDate);
            return true;
        }
        if (end == to || (text[end] != 'T' && text[end] != ' ') || !timePart(text, end + 1, to) || end != to) {
            return false;
        }
        longValue = ((long) packedDate << 32) | time;
        return true;
    }

    /** Times of day; {@link #intValue} is packed as {@link Packed} says. */
    boolean timeOfDay(char[] text, int from, int to) {
        canonical = false;
        if (!timePart(text, from, to) || end != to) {
            return false;
        }
        intValue = time;
        return true;
    }

    /** Points in time, with an offset; {@link #longValue} is packed as {@link Packed} says. */
    boolean instant(char[] text, int from, int to) {
        canonical = false;
        if (!datePart(text, from, to)) {
            return signedYear(text, from, to) && oddInstant(text, from, to);
        }
        int packedDate = intValue;
        if (end == to || (text[end] != 'T' && text[end] != ' ') || !timePart(text, end + 1, to) || end == to) {
            return false;
        }
        int packedTime = time;
        longValue = ((long) packedDate << 32) | packedTime;
        if (end + 1 == to && text[end] == 'Z') {
            return true;
        }
        return shift(new String(text, end, to - end));
    }

    /** The packed date with time that begins a packed date. */
    static long dateAtMidnight(int packedDate) {
        return (long) packedDate << 32;
    }

    private boolean shift(String offset) {
        try {
            LocalDateTime local = Packed.dateTime(longValue);
            return pack(local.atOffset(ZoneOffset.of(offset))
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime());
        } catch (DateTimeException notAnOffset) {
            return false;
        }
    }

    private boolean datePart(char[] text, int from, int to) {
        if (to - from < 10) {
            return false;
        }
        char separator = text[from + 4];
        if ((separator != '-' && separator != '/') || text[from + 7] != separator) {
            return false;
        }
        int century = twoDigits(text, from);
        int yearOfCentury = twoDigits(text, from + 2);
        int month = twoDigits(text, from + 5);
        int day = twoDigits(text, from + 8);
        if ((century | yearOfCentury | month | day) < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
            return false;
        }
        int year = century * 100 + yearOfCentury;
        if (day > 28 && day > lengthOfMonth(year, month)) {
            return false;
        }
        intValue = year << 16 | month << 8 | day;
        end = from + 10;
        return true;
    }

    private static int lengthOfMonth(int year, int month) {
        if (month == 2) {
            return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** {@code HH:mm[:ss[.fraction]]}; leaves the end in {@link #end}. */
    private boolean timePart(char[] text, int from, int to) {
        time = NO_TIME;
        if (to - from < 5 || text[from + 2] != ':') {
            return false;
        }
        int hour = twoDigits(text, from);
        int minute = twoDigits(text, from + 3);
        int millis = 0;
        int at = from + 5;
        if (to - at >= 3 && text[at] == ':') {
            int second = twoDigits(text, at + 1);
            if (second < 0 || second > 59) {
                return false;
            }
            millis = second * 1000;
            at += 3;
            if (at < to && text[at] == '.') {
                int scale = 100;
                int first = ++at;
                for (; at < to && text[at] >= '0' && text[at] <= '9'; at++) {
                    int digit = text[at] - '0';
                    if (scale == 0 && digit != 0 && !lenient) {
                        return false;
                    }
                    millis += digit * scale;
                    scale /= 10;
                }
                if (at == first || at - first > 9) {
                    return false;
                }
            }
        }
        if ((hour | minute) < 0 || hour > 23 || minute > 59) {
            return false;
        }
        time = hour << 24 | minute << 16 | millis;
        end = at;
        return true;
    }

    private static int twoDigits(char[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** Years before 0 or after 9999 have a sign; they are rare enough to leave to the JDK. */
    private static boolean signedYear(char[] text, int from, int to) {
        return to - from > 10 && to - from < 48 && (text[from] == '-' || text[from] == '+');
    }

    private boolean oddDate(char[] text, int from, int to) {
        try {
            LocalDate date = LocalDate.parse(new String(text, from, to - from));
            canonical = true;
            intValue = Packed.of(date);
            return intValue != IntData.MISSING;
        } catch (DateTimeException notADate) {
            return false;
        }
    }

    private boolean oddDateTime(char[] text, int from, int to) {
        try {
            return pack(LocalDateTime.parse(new String(text, from, to - from)));
        } catch (DateTimeException notADateTime) {
            return false;
        }
    }

    private boolean oddInstant(char[] text, int from, int to) {
        try {
            return pack(OffsetDateTime.parse(new String(text, from, to - from))
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toLocalDateTime());
        } catch (DateTimeException notAnInstant) {
            return false;
        }
    }

    private boolean pack(LocalDateTime dateTime) {
        if (!lenient && dateTime.getNano() % 1_000_000 != 0) {
            return false;
        }
        longValue = Packed.of(dateTime);
        return longValue != LongData.MISSING;
    }

    private static boolean isLowerCase(char[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text[at] < 'a') {
                return false;
            }
        }
        return true;
    }

    private static boolean equalsIgnoreCase(char[] text, int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if ((text[at] | 0x20) != lowerCase.charAt(at - from)) {
                return false;
            }
        }
        return true;
    }
}
