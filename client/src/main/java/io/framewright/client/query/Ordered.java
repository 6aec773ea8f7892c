package io.framewright.client.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/**
 * The conditions that ask which of two values comes first: numbers by size, texts by code units, dates and times by
 * time. False where either is missing. Long because each operator takes an expression and every Java type that is an
 * ordered value of a column.
 */
abstract sealed class Ordered extends Matched permits Expression {
    Ordered() {}

    /** {@code this < other}. */
    public final Condition lt(Expression other) {
        return compared("<", other);
    }

    /** {@code this < other}. */
    public final Condition lt(long other) {
        return lt(Expressions.value(other));
    }

    /** {@code this < other}. */
    public final Condition lt(double other) {
        return lt(Expressions.value(other));
    }

    /** {@code this < other}. */
    public final Condition lt(String other) {
        return lt(Expressions.value(other));
    }

    /** {@code this < other}. */
    public final Condition lt(LocalDate other) {
        return lt(Expressions.value(other));
    }

    /** {@code this < other}. */
    public final Condition lt(LocalTime other) {
        return lt(Expressions.value(other));
    }

    /** {@code this < other}. */
    public final Condition lt(LocalDateTime other) {
        return lt(Expressions.value(other));
    }

    /** {@code this < other}. */
    public final Condition lt(Instant other) {
        return lt(Expressions.value(other));
    }

    /** {@code this <= other}. */
    public final Condition le(Expression other) {
        return compared("<=", other);
    }

    /** {@code this <= other}. */
    public final Condition le(long other) {
        return le(Expressions.value(other));
    }

    /** {@code this <= other}. */
    public final Condition le(double other) {
        return le(Expressions.value(other));
    }

    /** {@code this <= other}. */
    public final Condition le(String other) {
        return le(Expressions.value(other));
    }

    /** {@code this <= other}. */
    public final Condition le(LocalDate other) {
        return le(Expressions.value(other));
    }

    /** {@code this <= other}. */
    public final Condition le(LocalTime other) {
        return le(Expressions.value(other));
    }

    /** {@code this <= other}. */
    public final Condition le(LocalDateTime other) {
        return le(Expressions.value(other));
    }

    /** {@code this <= other}. */
    public final Condition le(Instant other) {
        return le(Expressions.value(other));
    }

    /** {@code this > other}. */
    public final Condition gt(Expression other) {
        return compared(">", other);
    }

    /** {@code this > other}. */
    public final Condition gt(long other) {
        return gt(Expressions.value(other));
    }

    /** {@code this > other}. */
    public final Condition gt(double other) {
        return gt(Expressions.value(other));
    }

    /** {@code this > other}. */
    public final Condition gt(String other) {
        return gt(Expressions.value(other));
    }

    /** {@code this > other}. */
    public final Condition gt(LocalDate other) {
        return gt(Expressions.value(other));
    }

    /** {@code this > other}. */
    public final Condition gt(LocalTime other) {
        return gt(Expressions.value(other));
    }

    /** {@code this > other}. */
    public final Condition gt(LocalDateTime other) {
        return gt(Expressions.value(other));
    }

    /** {@code this > other}. */
    public final Condition gt(Instant other) {
        return gt(Expressions.value(other));
    }

    /** {@code this >= other}. */
    public final Condition ge(Expression other) {
        return compared(">=", other);
    }

    /** {@code this >= other}. */
    public final Condition ge(long other) {
        return ge(Expressions.value(other));
    }

    /** {@code this >= other}. */
    public final Condition ge(double other) {
        return ge(Expressions.value(other));
    }

    /** {@code this >= other}. */
    public final Condition ge(String other) {
        return ge(Expressions.value(other));
    }

    /** {@code this >= other}. */
    public final Condition ge(LocalDate other) {
        return ge(Expressions.value(other));
    }

    /** {@code this >= other}. */
    public final Condition ge(LocalTime other) {
        return ge(Expressions.value(other));
    }

    /** {@code this >= other}. */
    public final Condition ge(LocalDateTime other) {
        return ge(Expressions.value(other));
    }

    /** {@code this >= other}. */
    public final Condition ge(Instant other) {
        return ge(Expressions.value(other));
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(Expression low, Expression high) {
        return new Condition(self().part() + " between " + low.part() + " and " + high.part(), Form.COMPOUND);
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(long low, long high) {
        return between(Expressions.value(low), Expressions.value(high));
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(double low, double high) {
        return between(Expressions.value(low), Expressions.value(high));
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(String low, String high) {
        return between(Expressions.value(low), Expressions.value(high));
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(LocalDate low, LocalDate high) {
        return between(Expressions.value(low), Expressions.value(high));
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(LocalTime low, LocalTime high) {
        return between(Expressions.value(low), Expressions.value(high));
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(LocalDateTime low, LocalDateTime high) {
        return between(Expressions.value(low), Expressions.value(high));
    }

    /** Whether this lies between the two, both included. */
    public final Condition between(Instant low, Instant high) {
        return between(Expressions.value(low), Expressions.value(high));
    }
}
