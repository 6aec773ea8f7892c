package io.framewright.client.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How names, values and calls are written in an expression (docs/guide/expressions.md). Whatever a name or text holds,
 * it is read back as just that: it cannot end its quotes.
 */
final class Grammar {
    private static final Set<String> KEYWORDS = Set.of(
            "and", "or", "not", "in", "between", "like", "is", "case", "when", "then", "else", "end", "true", "false");

    private Grammar() {}

    /**
     * Plain only if it is of ASCII letters: which others are letters depends on the version of Unicode, and the
     * worker's may be another one.
     */
    static String name(String name) {
        boolean plain = !name.isEmpty()
                && isLetter(name.charAt(0))
                && name.chars().allMatch(each -> isLetter(each) || each >= '0' && each <= '9' || each == '.')
                && !KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : "`" + name.replace("`", "``") + "`";
    }

    private static boolean isLetter(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character == '_';
    }

    /** Half a surrogate pair is escaped too: it would not survive the way through UTF-8. */
    static String text(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('\'');
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int character = text.codePointAt(at);
            switch (character) {
                case '\'' -> out.append("\\'");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", character));
                    } else {
                        out.appendCodePoint(character);
                    }
                }
            }
        }
        return out.append('\'').toString();
    }

    static String number(long value) {
        if (value == Long.MIN_VALUE) {
            throw new IllegalArgumentException(
                    value + " marks missing values and is no value; the least LONG is " + (value + 1) + ".");
        }
        return Long.toString(value);
    }

    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    value + " cannot be written in an expression; give a finite number, or ask isMissing().");
        }
        return Double.toString(value);
    }

    /** {@code function(argument, …)} with arguments that are values, not text of the grammar. */
    static String call(String function, List<Expression> arguments) {
        return function + "(" + arguments.stream().map(Expression::argument).collect(Collectors.joining(", ")) + ")";
    }

    static Expression value(String function, Expression... arguments) {
        return new Expression(call(function, Arrays.asList(arguments)), Form.ATOM);
    }

    static Condition condition(String function, Expression... arguments) {
        return new Condition(call(function, Arrays.asList(arguments)), Form.ATOM);
    }

    /** {@code function} of one argument and any number of others. */
    static Expression value(String function, Expression first, Expression[] more) {
        Expression[] all = new Expression[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return value(function, all);
    }
}
