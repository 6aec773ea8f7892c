package io.framewright.client.query;

/**
 * The value of the first branch whose condition is true, begun by {@link Expressions#caseWhen}. It is whole after each
 * branch: where none is true, its value is missing, unless {@code otherwise} says what it is then.
 *
 * <pre>{@code
 * Expression grade = caseWhen(column("delay").le(0), "early")
 *         .when(column("delay").le(15), "fair")
 *         .otherwise("late");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Case extends Expression {
    private final String branches;

    private Case(String branches) {
        super(branches + " end", Form.ATOM);
        this.branches = branches;
    }

    static Case of(Condition condition, Expression value) {
        return new Case("case" + branch(condition, value));
    }

    private static String branch(Condition condition, Expression value) {
        return " when " + condition.argument() + " then " + value.argument();
    }

    /** Where no condition before is true, but this one: that value. */
    public Case when(Condition condition, Expression value) {
        return new Case(branches + branch(condition, value));
    }

    /** Where no condition before is true, but this one: that value. */
    public Case when(Condition condition, long value) {
        return when(condition, Expressions.value(value));
    }

    /** Where no condition before is true, but this one: that value. */
    public Case when(Condition condition, double value) {
        return when(condition, Expressions.value(value));
    }

    /** Where no condition before is true, but this one: that value. */
    public Case when(Condition condition, String value) {
        return when(condition, Expressions.value(value));
    }

    /** Where no condition is true: that value. */
    public Expression otherwise(Expression value) {
        return new Expression(branches + " else " + value.argument() + " end", Form.ATOM);
    }

    /** Where no condition is true: that value. */
    public Expression otherwise(long value) {
        return otherwise(Expressions.value(value));
    }

    /** Where no condition is true: that value. */
    public Expression otherwise(double value) {
        return otherwise(Expressions.value(value));
    }

    /** Where no condition is true: that value. */
    public Expression otherwise(String value) {
        return otherwise(Expressions.value(value));
    }
}
