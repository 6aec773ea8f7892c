package io.framewright.query;

import io.framewright.frame.DoubleData;
import java.util.Arrays;

/** What is made of values of DOUBLE as they come, in the order of the rows. */
final class RunningDoubles {
    private RunningDoubles() {}

    /**
     * Goes over {@code count} values from {@code from} on, each of the group of its cell, and puts what there is then.
     */
    @FunctionalInterface
    interface Step {
        void run(int[] cells, int from, int count, double[] values, double[] made);
    }

    static Step sums(int size) {
        double[] sums = new double[size];
        return (cells, from, count, values, made) -> {
            for (int i = 0; i < count; i++) {
                double value = values[from + i];
                // A sum of both infinities is no number from then on, which is missing.
                made[from + i] = Double.isNaN(value) ? DoubleData.MISSING : (sums[cells[i]] += value);
            }
        };
    }

    static Step products(int size) {
        double[] products = new double[size];
        Arrays.fill(products, 1);
        return (cells, from, count, values, made) -> {
            for (int i = 0; i < count; i++) {
                double value = values[from + i];
                made[from + i] = Double.isNaN(value) ? DoubleData.MISSING : (products[cells[i]] *= value);
            }
        };
    }

    static Step means(int size) {
        double[] sums = new double[size];
        int[] counts = new int[size];
        return (cells, from, count, values, made) -> {
            for (int i = 0; i < count; i++) {
                double value = values[from + i];
                made[from + i] =
                        Double.isNaN(value) ? DoubleData.MISSING : (sums[cells[i]] += value) / ++counts[cells[i]];
            }
        };
    }

    /** Of the two zeros, which are equal, the first. */
    static Step extremes(boolean least, int size) {
        double[] extremes = new double[size];
        Arrays.fill(extremes, DoubleData.MISSING);
        return (cells, from, count, values, made) -> {
            for (int i = 0; i < count; i++) {
                double value = values[from + i];
                if (Double.isNaN(value)) {
                    made[from + i] = DoubleData.MISSING;
                    continue;
                }
                double before = extremes[cells[i]];
                if (Double.isNaN(before) || (least ? value < before : value > before)) {
                    extremes[cells[i]] = value;
                }
                made[from + i] = extremes[cells[i]];
            }
        };
    }
}
