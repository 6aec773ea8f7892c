package io.framewright.client.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The conditions that ask what a value is: equal to another, one of several, like a pattern, missing. Apart from
 * {@link Ordered} for size alone; each operator takes an expression and every Java type that is a value of a column, so
 * that nothing else compiles.
 */
abstract sealed class Matched permits Ordered {
    Matched() {}

    /** This, as what it is. */
    abstract Expression self();

    final Condition compared(String operator, Expression other) {
        return new Condition(self().part() + " " + operator + " " + other.part(), Form.COMPOUND);
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(Expression other) {
        return compared("==", other);
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(long other) {
        return eq(Expressions.value(other));
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(double other) {
        return eq(Expressions.value(other));
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(boolean other) {
        return eq(Expressions.value(other));
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(String other) {
        return eq(Expressions.value(other));
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(LocalDate other) {
        return eq(Expressions.value(other));
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(LocalTime other) {
        return eq(Expressions.value(other));
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(LocalDateTime other) {
        return eq(Expressions.value(other));
    }

    /** {@code this == other}; false where either is missing. */
    public final Condition eq(Instant other) {
        return eq(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(Expression other) {
        return compared("!=", other);
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(long other) {
        return ne(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(double other) {
        return ne(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(boolean other) {
        return ne(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(String other) {
        return ne(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(LocalDate other) {
        return ne(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(LocalTime other) {
        return ne(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(LocalDateTime other) {
        return ne(Expressions.value(other));
    }

    /** {@code this != other}; true where either is missing. */
    public final Condition ne(Instant other) {
        return ne(Expressions.value(other));
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(Expression... values) {
        return in(Arrays.asList(values));
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(Collection<? extends Expression> values) {
        return listed("in", values, value -> value);
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(long... values) {
        return listed("in", LongStream.of(values).boxed().toList(), Expressions::value);
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(double... values) {
        return listed("in", Arrays.stream(values).boxed().toList(), Expressions::value);
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(String... values) {
        return listed("in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(LocalDate... values) {
        return listed("in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(LocalTime... values) {
        return listed("in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(LocalDateTime... values) {
        return listed("in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is one of these values; false where it is missing. */
    public final Condition in(Instant... values) {
        return listed("in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(Expression... values) {
        return notIn(Arrays.asList(values));
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(Collection<? extends Expression> values) {
        return listed("not in", values, value -> value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(long... values) {
        return listed("not in", LongStream.of(values).boxed().toList(), Expressions::value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(double... values) {
        return listed("not in", Arrays.stream(values).boxed().toList(), Expressions::value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(String... values) {
        return listed("not in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(LocalDate... values) {
        return listed("not in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(LocalTime... values) {
        return listed("not in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(LocalDateTime... values) {
        return listed("not in", Arrays.asList(values), Expressions::value);
    }

    /** Whether this is none of these values; true where it is missing. */
    public final Condition notIn(Instant... values) {
        return listed("not in", Arrays.asList(values), Expressions::value);
    }

    private <T> Condition listed(
            String operator, Collection<? extends T> values, Function<? super T, Expression> written) {
        String list = values.stream().map(value -> written.apply(value).part()).collect(Collectors.joining(", "));
        return new Condition(self().part() + " " + operator + " [" + list + "]", Form.COMPOUND);
    }

    /**
     * Whether this text is like a pattern, in which {@code %} stands for any text, {@code _} for any one character, and
     * a backslash before one of them for itself.
     */
    public final Condition like(String pattern) {
        return like(Expressions.value(pattern));
    }

    /** The same, with a pattern that is computed. */
    public final Condition like(Expression pattern) {
        return compared("like", pattern);
    }

    /** Whether a regular expression in RE2's syntax matches the whole of this text. */
    public final Condition matches(String regularExpression) {
        return Expressions.matches(self(), regularExpression);
    }

    /** Whether there is no value. */
    public final Condition isMissing() {
        return new Condition(self().part() + " is missing", Form.COMPOUND);
    }

    /** Whether there is a value. */
    public final Condition isNotMissing() {
        return new Condition(self().part() + " is not missing", Form.COMPOUND);
    }

    /** Of a BOOLEAN: whether it is true; missing is not. */
    public final Condition isTrue() {
        return eq(true);
    }

    /** Of a BOOLEAN: whether it is false; missing is not. */
    public final Condition isFalse() {
        return eq(false);
    }
}
