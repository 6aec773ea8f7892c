package io.framewright.client.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * What expressions begin with: columns, constants, and every function of docs/guide/expressions.md. Meant for
 * {@code import static}, by which the functions of texts, numbers and times come too.
 *
 * <pre>{@code
 * Expression route = concat(upper(column("origin")), value("-"), column("destination"));
 * Condition weekend = dayOfWeek(column("day")).ge(6);
 * }</pre>
 *
 * <p>Names and texts may hold anything: they are quoted. Thread-safe.
 */
public final class Expressions extends TimeFunctions {
    private Expressions() {}

    /** The value of a column, named exactly as it is. */
    public static Expression column(String name) {
        return new Expression(Grammar.name(name), Form.ATOM);
    }

    /** A whole number. */
    public static Expression value(int value) {
        return value((long) value);
    }

    /** A whole number; not {@link Long#MIN_VALUE}, which marks missing values. */
    public static Expression value(long value) {
        return new Expression(Grammar.number(value), Form.ATOM);
    }

    /** A finite number. */
    public static Expression value(double value) {
        return new Expression(Grammar.number(value), Form.ATOM);
    }

    /** True or false. */
    public static Condition value(boolean value) {
        return new Condition(Boolean.toString(value), Form.ATOM);
    }

    /** A text, of any characters. */
    public static Expression value(String value) {
        return new Expression(Grammar.text(value), Form.ATOM);
    }

    /** A date. */
    public static Expression value(LocalDate value) {
        return date(value(value.toString()));
    }

    /** A time of day; workers cut it to the millisecond. */
    public static Expression value(LocalTime value) {
        return time(value(value.toString()));
    }

    /** A date with time; workers cut it to the millisecond. */
    public static Expression value(LocalDateTime value) {
        return dateTime(value(value.toString()));
    }

    /** An instant; workers cut it to the millisecond. */
    public static Expression value(Instant value) {
        return instant(value(value.toString()));
    }

    /**
     * A text of the grammar, for what these classes do not have. It is not looked at here: never make it of what others
     * typed, use {@link #column} and {@link #value(String)} for that.
     */
    public static Expression expression(String text) {
        return new Expression(text, Form.RAW);
    }

    /** The same, of a text that is a condition. */
    public static Condition condition(String text) {
        return new Condition(text, Form.RAW);
    }

    /** Whether the condition is not true: also where it is missing. */
    public static Condition not(Condition condition) {
        return new Condition("not " + condition.part(), Form.COMPOUND);
    }

    /** That value where the condition is true; go on with {@code when} or {@code otherwise}. */
    public static Case caseWhen(Condition condition, Expression value) {
        return Case.of(condition, value);
    }

    /** That value where the condition is true; go on with {@code when} or {@code otherwise}. */
    public static Case caseWhen(Condition condition, long value) {
        return caseWhen(condition, value(value));
    }

    /** That value where the condition is true; go on with {@code when} or {@code otherwise}. */
    public static Case caseWhen(Condition condition, double value) {
        return caseWhen(condition, value(value));
    }

    /** That value where the condition is true; go on with {@code when} or {@code otherwise}. */
    public static Case caseWhen(Condition condition, String value) {
        return caseWhen(condition, value(value));
    }
}
