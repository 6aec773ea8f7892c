package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The functions over the rows of a group (docs/guide/operations.md). All pass over missing values.
 *
 * <pre>{@code
 * Operation byCarrier = groupBy("carrier").aggregate(
 *         count(), sum("distance"), quantile("delay", 0.9).as("worst"), nunique("origin"));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Aggregates {
    private Aggregates() {}

    private static ObjectNode function(String name) {
        return RequestPart.object().put("function", name);
    }

    private static Aggregate of(String function, String column) {
        return new Aggregate(function(function).put("column", column));
    }

    /** How many rows there are, a LONG. */
    public static Aggregate count() {
        return new Aggregate(function("count"));
    }

    /**
     * The value below which this share of the values lies, linear between the two nearest; a DOUBLE.
     *
     * @param q from 0 to 1
     */
    public static Aggregate quantile(String column, double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("A quantile has a share from 0 to 1, not " + q + ".");
        }
        return new Aggregate(function("quantile").put("column", column).put("q", q));
    }

    /** How many values are not missing, a LONG. */
    public static Aggregate count(String column) {
        return of("count", column);
    }

    /**
     * Of whole numbers and BOOLEAN (true is 1) a LONG, missing if it does not fit; of DOUBLE a DOUBLE. 0 of nothing.
     */
    public static Aggregate sum(String column) {
        return of("sum", column);
    }

    /** The arithmetic mean of numbers or BOOLEAN, a DOUBLE. */
    public static Aggregate mean(String column) {
        return of("mean", column);
    }

    /** The least value, of any type. */
    public static Aggregate min(String column) {
        return of("min", column);
    }

    /** The greatest value, of any type. */
    public static Aggregate max(String column) {
        return of("max", column);
    }

    /** The median of numbers, a DOUBLE. */
    public static Aggregate median(String column) {
        return of("median", column);
    }

    /** The standard deviation of a sample of numbers; missing of fewer than two. */
    public static Aggregate sd(String column) {
        return of("sd", column);
    }

    /** The variance of a sample of numbers; missing of fewer than two. */
    public static Aggregate var(String column) {
        return of("var", column);
    }

    /** The first value, of any type. */
    public static Aggregate first(String column) {
        return of("first", column);
    }

    /** The last value, of any type. */
    public static Aggregate last(String column) {
        return of("last", column);
    }

    /** How many different values there are, a LONG. */
    public static Aggregate nunique(String column) {
        return of("nunique", column);
    }

    /** Whether one value at least is true, of a BOOLEAN; false of nothing. */
    public static Aggregate any(String column) {
        return of("any", column);
    }

    /** Whether no value is false, of a BOOLEAN; true of nothing. */
    public static Aggregate all(String column) {
        return of("all", column);
    }
}
