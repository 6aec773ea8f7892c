package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import io.framewright.frame.Packed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Values as texts and texts as values. What cannot be read is missing. Blanks around a text do not count. */
final class ValueText {
    private static final int LONGEST_NUMBER = 400;

    private ValueText() {}

    static String ofDouble(double value) {
        return Double.toString(value);
    }

    /** The text of a whole number, a date or a time. */
    static String ofLong(ColumnType type, long value) {
        return switch (type) {
            case LOCAL_DATE -> Packed.date((int) value).toString();
            case LOCAL_TIME -> time(Packed.time((int) value));
            case LOCAL_DATE_TIME -> {
                LocalDateTime dateTime = Packed.dateTime(value);
                yield dateTime.toLocalDate() + "T" + time(dateTime.toLocalTime());
            }
            case INSTANT -> Packed.instant(value).toString();
            default -> Long.toString(value);
        };
    }

    /** How a text is read as a value of a type that travels as a long. */
    static ToLongFunction<String> reader(ColumnType type) {
        return switch (type) {
            case LOCAL_DATE ->
                text -> {
                    int date = Packed.of(LocalDate.parse(text));
                    return date == Integer.MIN_VALUE ? Kind.MISSING_LONG : date;
                };
            case LOCAL_TIME -> text -> Packed.of(LocalTime.parse(text));
            case LOCAL_DATE_TIME -> text -> Packed.of(LocalDateTime.parse(withT(text)));
            case INSTANT -> ValueText::instant;
            default -> ValueText::whole;
        };
    }

    /** Reads with a reader; missing where the text has not the form. */
    static long read(ToLongFunction<String> reader, String text) {
        try {
            return reader.applyAsLong(text.strip());
        } catch (DateTimeException notOne) {
            return Kind.MISSING_LONG;
        }
    }

    static double number(String text) {
        String digits = text.strip();
        return isNumber(digits) ? Double.parseDouble(digits) : Double.NaN;
    }

    /** {@code true}, {@code yes}, {@code y}, {@code t}, {@code 1} and their opposites, in any case. */
    static byte truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "y", "t", "1" -> 1;
            case "false", "no", "n", "f", "0" -> 0;
            default -> Kind.MISSING_BOOLEAN;
        };
    }

    private static String time(LocalTime time) {
        String text = time.toString();
        return text.length() == 5 ? text + ":00" : text;
    }

    private static long instant(String text) {
        boolean utc = text.endsWith("Z") || text.endsWith("z");
        return Packed.of(
                utc
                        ? Instant.parse(withT(text))
                        : OffsetDateTime.parse(withT(text)).toInstant());
    }

    private static String withT(String text) {
        return text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + "T" + text.substring(11) : text;
    }

    private static long whole(String text) {
        int digits = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        if (text.length() == digits || text.length() > LONGEST_NUMBER) {
            return Kind.MISSING_LONG;
        }
        long value = 0;
        for (int i = digits; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return Kind.MISSING_LONG;
            }
            value = value * 10 - digit;
        }
        // The least LONG stands for missing, and is what overflows here.
        return text.startsWith("-") ? value : -value;
    }

    /** Digits, a point, an exponent: none of the other forms that Java reads. */
    private static boolean isNumber(@Nullable String text) {
        if (text == null || text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return false;
        }
        int at = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        int whole = digits(text, at);
        int end = at + whole;
        int fraction = 0;
        if (end < text.length() && text.charAt(end) == '.') {
            fraction = digits(text, end + 1);
            end += 1 + fraction;
        }
        if (whole + fraction == 0) {
            return false;
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            int sign = end + 1 < text.length() && (text.charAt(end + 1) == '-' || text.charAt(end + 1) == '+') ? 1 : 0;
            int exponent = digits(text, end + 1 + sign);
            if (exponent == 0) {
                return false;
            }
            end += 1 + sign + exponent;
        }
        return end == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
