package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;

/**
 * The squares of how far values are from the mean of their cell: the second of two passes lose fewer digits than one.
 */
final class SquareTally implements RunningTally {
    private final ColumnData data;
    private final double[] means;
    private final double[] squares;

    SquareTally(ColumnData data, double[] means, int size) {
        this.data = data;
        this.means = means;
        this.squares = new double[size];
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        if (data instanceof DoubleData doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < count; i++) {
                if (!Double.isNaN(values[from + i])) {
                    add(cells[at + i], values[from + i]);
                }
            }
        } else if (data instanceof IntData ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                if (values[from + i] != IntData.MISSING) {
                    add(cells[at + i], values[from + i]);
                }
            }
        } else {
            long[] values = ((LongData) data).values();
            for (int i = 0; i < count; i++) {
                if (values[from + i] != LongData.MISSING) {
                    add(cells[at + i], values[from + i]);
                }
            }
        }
    }

    private void add(int cell, double value) {
        double away = value - means[cell];
        squares[cell] += away * away;
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        double[] others = ((SquareTally) later).squares;
        for (int cell = from; cell < to; cell++) {
            squares[cell] += others[cell];
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        double[] taken = new double[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = squares[cells[group]];
        }
        return DoubleData.of(taken);
    }

    /** Of a sample: missing for fewer than two values. */
    ColumnData variances(CountTally counts, boolean root, int[] cells) {
        double[] variances = new double[cells.length];
        for (int group = 0; group < variances.length; group++) {
            int count = counts.count(cells[group]);
            double variance = count < 2 ? DoubleData.MISSING : squares[cells[group]] / (count - 1);
            variances[group] = root ? Math.sqrt(variance) : variance;
        }
        return DoubleData.of(variances);
    }
}
