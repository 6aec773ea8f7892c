package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;

/** Sums of floating point. */
final class DoubleSumTally implements SumTally {
    private final double[] values;
    private final double[] sums;

    DoubleSumTally(double[] values, int size) {
        this.values = values;
        this.sums = new double[size];
    }

    @Override
    public double sum(int cell) {
        return sums[cell];
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            double value = values[from + i];
            if (!Double.isNaN(value)) {
                sums[cells[at + i]] += value;
            }
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        double[] others = ((DoubleSumTally) later).sums;
        for (int cell = from; cell < to; cell++) {
            sums[cell] += others[cell];
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        double[] taken = new double[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = sums[cells[group]];
        }
        return DoubleData.of(taken);
    }
}
