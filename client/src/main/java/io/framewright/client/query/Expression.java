package io.framewright.client.query;

/**
 * A value that a worker computes for each row: a column, a constant, or something made of them. {@link Expressions} has
 * those to begin with; the methods here combine them. A comparison is a {@link Condition}; only that can be filtered
 * by.
 *
 * <pre>{@code
 * Expression hours = round(column("delay").dividedBy(60), 1);
 * Condition late = hours.gt(2).or(column("carrier").in("AA", "UA"));
 * Operation derived = derive("hours", hours);
 * }</pre>
 *
 * <p>How types mix, and what missing values do, is told in docs/guide/expressions.md. Immutable and thread-safe. Two
 * are equal if they were built alike.
 */
public sealed class Expression extends Ordered permits Condition, Case {
    private final String text;
    private final Form form;

    Expression(String text, Form form) {
        this.text = text;
        this.form = form;
    }

    /** As the grammar of docs/guide/expressions.md has it; what goes on the wire. */
    public final String text() {
        return text;
    }

    /** {@code this + other}: a sum of numbers, or one text behind the other. */
    public final Expression plus(Expression other) {
        return compound("+", other);
    }

    /** {@code this + other}. */
    public final Expression plus(long other) {
        return plus(Expressions.value(other));
    }

    /** {@code this + other}. */
    public final Expression plus(double other) {
        return plus(Expressions.value(other));
    }

    /** This text with the other behind it. */
    public final Expression plus(String other) {
        return plus(Expressions.value(other));
    }

    /** {@code this - other}. */
    public final Expression minus(Expression other) {
        return compound("-", other);
    }

    /** {@code this - other}. */
    public final Expression minus(long other) {
        return minus(Expressions.value(other));
    }

    /** {@code this - other}. */
    public final Expression minus(double other) {
        return minus(Expressions.value(other));
    }

    /** {@code this * other}. */
    public final Expression times(Expression other) {
        return compound("*", other);
    }

    /** {@code this * other}. */
    public final Expression times(long other) {
        return times(Expressions.value(other));
    }

    /** {@code this * other}. */
    public final Expression times(double other) {
        return times(Expressions.value(other));
    }

    /** {@code this / other}, always a DOUBLE; {@link Expressions#div} is the whole quotient. */
    public final Expression dividedBy(Expression other) {
        return compound("/", other);
    }

    /** {@code this / other}, always a DOUBLE. */
    public final Expression dividedBy(long other) {
        return dividedBy(Expressions.value(other));
    }

    /** {@code this / other}. */
    public final Expression dividedBy(double other) {
        return dividedBy(Expressions.value(other));
    }

    /** {@code this % other}, with the sign of this. */
    public final Expression remainder(Expression other) {
        return compound("%", other);
    }

    /** {@code this % other}, with the sign of this. */
    public final Expression remainder(long other) {
        return remainder(Expressions.value(other));
    }

    /** {@code this % other}, with the sign of this. */
    public final Expression remainder(double other) {
        return remainder(Expressions.value(other));
    }

    /** {@code -this}. */
    public final Expression negate() {
        return new Expression("-" + part(), Form.COMPOUND);
    }

    private Expression compound(String operator, Expression other) {
        return new Expression(part() + " " + operator + " " + other.part(), Form.COMPOUND);
    }

    @Override
    final Expression self() {
        return this;
    }

    final Form form() {
        return form;
    }

    /** As an operand: in parentheses unless it is an atom. */
    final String part() {
        return form == Form.ATOM ? text : "(" + text + ")";
    }

    /** Where only a comma or a keyword can follow: what we wrote ourselves needs no parentheses there. */
    final String argument() {
        return form == Form.RAW ? part() : text;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null
                && getClass() == other.getClass()
                && text.equals(((Expression) other).text)
                && form == ((Expression) other).form;
    }

    @Override
    public final int hashCode() {
        return 31 * text.hashCode() + form.hashCode();
    }

    /** The {@link #text}. */
    @Override
    public final String toString() {
        return text;
    }
}
