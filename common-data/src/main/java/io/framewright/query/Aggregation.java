package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.List;

/** The aggregates of one column over groups: one value a group, in the order of the groups. */
final class Aggregation {
    private static final double TWO_TO_64 = 0x1p64;

    private final Groups groups;
    private final ColumnData data;

    private Aggregation(Groups groups, ColumnData data) {
        this.groups = groups;
        this.data = data;
    }

    static ColumnData rows(Groups groups) {
        long[] counts = new long[groups.count()];
        for (int group : groups.ofRow()) {
            counts[group]++;
        }
        return LongData.of(ColumnType.LONG, counts);
    }

    static ColumnData of(AggregateFunction function, double quantile, ColumnData data, Groups groups, Watch watch) {
        Aggregation over = new Aggregation(groups, data);
        return switch (function) {
            case COUNT -> LongData.of(ColumnType.LONG, over.counts());
            case SUM -> over.sum();
            case MEAN -> DoubleData.of(over.means());
            case MIN -> over.pick(over.extremes(true));
            case MAX -> over.pick(over.extremes(false));
            case MEDIAN -> over.quantile(0.5);
            case QUANTILE -> over.quantile(quantile);
            case SD -> over.variance(true);
            case VAR -> over.variance(false);
            case FIRST -> over.pick(over.ends(true));
            case LAST -> over.pick(over.ends(false));
            case NUNIQUE -> over.different(watch);
        };
    }

    private long[] counts() {
        long[] counts = new long[groups.count()];
        int[] of = groups.ofRow();
        for (int row = 0; row < of.length; row++) {
            counts[of[row]] += data.isMissing(row) ? 0 : 1;
        }
        return counts;
    }

    private ColumnData sum() {
        if (data instanceof DoubleData) {
            return DoubleData.of(sums());
        }
        Sums sums = wholeSums();
        for (int group = 0; group < sums.low.length; group++) {
            if (sums.overflows[group] != 0) {
                sums.low[group] = LongData.MISSING;
            }
        }
        return LongData.of(ColumnType.LONG, sums.low);
    }

    private double[] sums() {
        double[] sums = new double[groups.count()];
        int[] of = groups.ofRow();
        double[] values = ((DoubleData) data).values();
        for (int row = 0; row < of.length; row++) {
            double value = values[row];
            if (!Double.isNaN(value)) {
                sums[of[row]] += value;
            }
        }
        return sums;
    }

    /** Sums modulo 2^64, and how often 2^64 is to be added: exact, whatever comes in between. */
    private static final class Sums {
        final long[] low;
        final int[] overflows;

        Sums(int groups) {
            low = new long[groups];
            overflows = new int[groups];
        }

        void add(int group, long value) {
            long before = low[group];
            long sum = before + value;
            if (((before ^ sum) & (value ^ sum)) < 0) {
                overflows[group] += value < 0 ? -1 : 1;
            }
            low[group] = sum;
        }
    }

    private Sums wholeSums() {
        Sums sums = new Sums(groups.count());
        int[] of = groups.ofRow();
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            for (int row = 0; row < of.length; row++) {
                if (values[row] != IntData.MISSING) {
                    // So many ints as there are rows fit a long.
                    sums.low[of[row]] += values[row];
                }
            }
        } else if (data instanceof LongData longs) {
            long[] values = longs.values();
            for (int row = 0; row < of.length; row++) {
                if (values[row] != LongData.MISSING) {
                    sums.add(of[row], values[row]);
                }
            }
        } else {
            byte[] values = ((BooleanData) data).values();
            for (int row = 0; row < of.length; row++) {
                sums.low[of[row]] += values[row] == 1 ? 1 : 0;
            }
        }
        return sums;
    }

    private double[] means() {
        double[] means;
        if (data instanceof DoubleData) {
            means = sums();
        } else {
            Sums sums = wholeSums();
            means = new double[groups.count()];
            for (int group = 0; group < means.length; group++) {
                means[group] = sums.low[group] + sums.overflows[group] * TWO_TO_64;
            }
        }
        long[] counts = counts();
        for (int group = 0; group < means.length; group++) {
            means[group] = counts[group] == 0 ? Double.NaN : means[group] / counts[group];
        }
        return means;
    }

    /** In two passes, which loses fewer digits than one. */
    private ColumnData variance(boolean root) {
        double[] means = means();
        long[] counts = counts();
        double[] squares = new double[means.length];
        int[] of = groups.ofRow();
        for (int row = 0; row < of.length; row++) {
            double value = number(row);
            if (!Double.isNaN(value)) {
                double away = value - means[of[row]];
                squares[of[row]] += away * away;
            }
        }
        for (int group = 0; group < squares.length; group++) {
            double variance = counts[group] < 2 ? Double.NaN : squares[group] / (counts[group] - 1);
            squares[group] = root ? Math.sqrt(variance) : variance;
        }
        return DoubleData.of(squares);
    }

    private double number(int row) {
        if (data instanceof DoubleData doubles) {
            return doubles.values()[row];
        }
        if (data.isMissing(row)) {
            return Double.NaN;
        }
        return data instanceof IntData ints ? ints.values()[row] : ((LongData) data).values()[row];
    }

    private ColumnData quantile(double q) {
        long[] counts = counts();
        int[] next = new int[counts.length + 1];
        for (int group = 0; group < counts.length; group++) {
            next[group + 1] = next[group] + (int) counts[group];
        }
        double[] values = new double[next[counts.length]];
        int[] of = groups.ofRow();
        int[] place = next.clone();
        for (int row = 0; row < of.length; row++) {
            if (!data.isMissing(row)) {
                values[place[of[row]]++] = number(row);
            }
        }
        double[] quantiles = new double[counts.length];
        for (int group = 0; group < quantiles.length; group++) {
            Arrays.sort(values, next[group], next[group + 1]);
            quantiles[group] = between(values, next[group], next[group + 1], q);
        }
        return DoubleData.of(quantiles);
    }

    private static double between(double[] sorted, int from, int to, double q) {
        if (from == to) {
            return Double.NaN;
        }
        double place = q * (to - from - 1);
        int below = (int) Math.floor(place);
        double low = sorted[from + below];
        double high = sorted[Math.min(from + below + 1, to - 1)];
        double share = place - below;
        return share == 0 || low == high ? low : low * (1 - share) + high * share;
    }

    /** The row of the least or greatest value of each group. */
    private int[] extremes(boolean least) {
        int[] rows = new int[groups.count()];
        Arrays.fill(rows, -1);
        int[] of = groups.ofRow();
        int[] rankOf = data instanceof TextData texts ? RowOrder.ranksOfWords(texts.words()) : new int[0];
        for (int row = 0; row < of.length; row++) {
            if (data.isMissing(row)) {
                continue;
            }
            int best = rows[of[row]];
            if (best < 0 || compare(row, best, rankOf) < 0 == least && compare(row, best, rankOf) != 0) {
                rows[of[row]] = row;
            }
        }
        return rows;
    }

    private int compare(int row, int other, int[] rankOf) {
        if (data instanceof IntData ints) {
            return Integer.compare(ints.values()[row], ints.values()[other]);
        }
        if (data instanceof LongData longs) {
            return Long.compare(longs.values()[row], longs.values()[other]);
        }
        if (data instanceof DoubleData doubles) {
            return Double.compare(doubles.values()[row] + 0.0, doubles.values()[other] + 0.0);
        }
        if (data instanceof TextData texts) {
            return Integer.compare(rankOf[texts.codes()[row]], rankOf[texts.codes()[other]]);
        }
        byte[] truths = ((BooleanData) data).values();
        return truths[row] - truths[other];
    }

    /** The first or last row of each group that has a value. */
    private int[] ends(boolean first) {
        int[] rows = new int[groups.count()];
        Arrays.fill(rows, -1);
        int[] of = groups.ofRow();
        for (int row = 0; row < of.length; row++) {
            if (!data.isMissing(row) && (!first || rows[of[row]] < 0)) {
                rows[of[row]] = row;
            }
        }
        return rows;
    }

    /** The values of these rows; a group without one has only missing values, and its first row gives one. */
    private ColumnData pick(int[] rows) {
        if (data.size() == 0) {
            return ColumnData.missing(data.type(), groups.count());
        }
        for (int group = 0; group < rows.length; group++) {
            rows[group] = rows[group] < 0 ? groups.firstRow()[group] : rows[group];
        }
        return data.take(rows, rows.length);
    }

    private ColumnData different(Watch watch) {
        long[] counts = new long[groups.count()];
        ColumnData group = IntData.of(ColumnType.INTEGER, groups.ofRow());
        Groups pairs = Groups.of(List.of(group, data), data.size(), watch);
        for (int row : pairs.firstRow()) {
            counts[groups.ofRow()[row]] += data.isMissing(row) ? 0 : 1;
        }
        return LongData.of(ColumnType.LONG, counts);
    }
}
