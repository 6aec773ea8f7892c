package io.framewright.query;

import io.framewright.frame.DoubleData;
import io.framewright.frame.LongData;
import java.util.Arrays;

/**
 * What is made of whole numbers as they come, exactly. Each step puts what there is after a row in place of its value.
 */
final class RunningLongs {
    private static final double TWO_TO_64 = 0x1p64;

    private RunningLongs() {}

    /** Goes over {@code count} values, each of the group of its cell. */
    @FunctionalInterface
    interface Step {
        void run(int[] cells, int count, long[] values);
    }

    static Step counts(int size) {
        long[] counts = new long[size];
        return (cells, count, values) -> {
            for (int i = 0; i < count; i++) {
                if (values[i] != LongData.MISSING) {
                    values[i] = ++counts[cells[i]];
                }
            }
        };
    }

    /** Modulo 2^64, and how often 2^64 is to be added: a sum that does not fit may do so again later. */
    static Step sums(int size) {
        Sums sums = new Sums(size);
        return (cells, count, values) -> {
            for (int i = 0; i < count; i++) {
                if (values[i] != LongData.MISSING) {
                    int cell = cells[i];
                    sums.add(cell, values[i]);
                    values[i] = sums.overflows[cell] == 0 ? sums.low[cell] : LongData.MISSING;
                }
            }
        };
    }

    /** Once a product is too large it stays so, until it is multiplied by zero. */
    static Step products(int size) {
        long[] products = new long[size];
        Arrays.fill(products, 1);
        return (cells, count, values) -> {
            for (int i = 0; i < count; i++) {
                if (values[i] != LongData.MISSING) {
                    int cell = cells[i];
                    products[cell] = product(products[cell], values[i]);
                    values[i] = products[cell];
                }
            }
        };
    }

    private static long product(long before, long value) {
        long product = before * value;
        boolean fits = before != LongData.MISSING && Math.multiplyHigh(before, value) == product >> (Long.SIZE - 1);
        return value == 0 ? 0 : fits ? product : LongData.MISSING;
    }

    static Step extremes(boolean least, int size) {
        long[] extremes = new long[size];
        Arrays.fill(extremes, LongData.MISSING);
        return (cells, count, values) -> {
            for (int i = 0; i < count; i++) {
                long value = values[i];
                if (value != LongData.MISSING) {
                    long before = extremes[cells[i]];
                    // What stands for missing is below all values.
                    if (least ? value < before || before == LongData.MISSING : value > before) {
                        extremes[cells[i]] = value;
                    }
                    values[i] = extremes[cells[i]];
                }
            }
        };
    }

    private static final class Sums {
        private final long[] low;
        private final int[] overflows;

        Sums(int size) {
            this.low = new long[size];
            this.overflows = new int[size];
        }

        void add(int cell, long value) {
            long before = low[cell];
            long sum = before + value;
            if (((before ^ sum) & (value ^ sum)) < 0) {
                overflows[cell] += value < 0 ? -1 : 1;
            }
            low[cell] = sum;
        }
    }

    /** The means, of exact sums. */
    static final class Means {
        private final Sums sums;
        private final int[] counts;

        Means(int size) {
            this.sums = new Sums(size);
            this.counts = new int[size];
        }

        /** Puts the means of the rows from {@code from} on, whose values are these. */
        void run(int[] cells, int from, int count, long[] values, double[] means) {
            for (int i = 0; i < count; i++) {
                if (values[i] == LongData.MISSING) {
                    means[from + i] = DoubleData.MISSING;
                    continue;
                }
                int cell = cells[i];
                sums.add(cell, values[i]);
                means[from + i] = (sums.low[cell] + sums.overflows[cell] * TWO_TO_64) / ++counts[cell];
            }
        }
    }
}
