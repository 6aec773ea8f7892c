package io.framewright.client.query;

/**
 * An expression that is true or not: what rows are filtered by. Missing counts as not true.
 *
 * <pre>{@code
 * Condition late = column("delay").gt(10)
 *         .and(column("origin").eq("SFO"))
 *         .and(not(column("carrier").in("AA", "UA")));
 * Operation kept = filter(late);
 * }</pre>
 *
 * <p>A BOOLEAN column becomes one by {@link Expression#isTrue()}. Immutable and thread-safe.
 */
public final class Condition extends Expression {
    Condition(String text, Form form) {
        super(text, form);
    }

    /** {@code this and other}. */
    public Condition and(Condition other) {
        return joined("and", Form.AND, other);
    }

    /** {@code this or other}. */
    public Condition or(Condition other) {
        return joined("or", Form.OR, other);
    }

    /** Chains stay flat: a worker takes long ones, but not deep ones. */
    private Condition joined(String operator, Form chain, Condition other) {
        return new Condition(operand(this, chain) + " " + operator + " " + operand(other, chain), chain);
    }

    private static String operand(Condition condition, Form chain) {
        return condition.form() == chain ? condition.text() : condition.part();
    }
}
