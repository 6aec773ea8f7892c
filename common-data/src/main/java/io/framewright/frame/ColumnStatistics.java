package io.framewright.frame;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column are like. Values are as {@link ColumnData#get} has them. Immutable and thread-safe.
 *
 * @param type of the column
 * @param rowCount how many rows it has
 * @param missing how many of them have no value
 * @param distinct how many different values there are; the two zeros of floating point are one
 * @param min the least value; null if there is none
 * @param max the greatest value; null if there is none
 * @param mean of numbers, of BOOLEAN the share that is true; null for other types, and if there is no value
 * @param quantiles of numbers, at {@link #SHARES}; empty for other types, and if there is no value
 * @param top the most frequent values, {@link #MOST_TOP} at most; of equally frequent ones that which comes first
 * @param histogram of numbers, dates and times; null for other types, and if there is no finite value
 */
public record ColumnStatistics(
        ColumnType type,
        int rowCount,
        int missing,
        int distinct,
        @Nullable Object min,
        @Nullable Object max,
        @Nullable Double mean,
        List<Quantile> quantiles,
        List<Frequency> top,
        @Nullable Histogram histogram) {
    /** The shares of values below the quantiles. */
    public static final List<Double> SHARES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

    /** How many frequent values are told. */
    public static final int MOST_TOP = 10;

    /** How many bins a histogram has at most. */
    public static final int MOST_BINS = 20;

    public ColumnStatistics {
        quantiles = List.copyOf(quantiles);
        top = List.copyOf(top);
    }

    /**
     * A value that a share of the values is not greater than, linear between the two nearest.
     *
     * @param share from 0 to 1
     */
    public record Quantile(double share, double value) {}

    /**
     * A value, and how many rows have it.
     *
     * @param count 1 or more
     */
    public record Frequency(Object value, int count) {}

    /**
     * How many values lie in each of some bins of equal width. A bin has its lower bound and not its upper one, but for
     * the last, which has both. Dates are days since 1970-01-01, times seconds of the day, dates with time and instants
     * seconds since 1970-01-01T00:00. Infinite numbers are in no bin.
     *
     * @param from the least finite value
     * @param to the greatest finite value
     * @param counts per bin; of whole numbers and dates there are no more bins than numbers
     */
    public record Histogram(double from, double to, List<Integer> counts) {
        public Histogram {
            counts = List.copyOf(counts);
        }
    }
}
