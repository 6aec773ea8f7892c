package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import java.util.Arrays;

/**
 * The greatest value of each cell; with the sign turned, the least one. Of the two zeros, which are equal, the first.
 */
final class DoubleExtremeTally implements RunningTally {
    private final double[] values;
    private final double sign;
    private final double[] most;

    DoubleExtremeTally(double[] values, boolean least, int size) {
        this.values = values;
        this.sign = least ? -1 : 1;
        this.most = new double[size];
        Arrays.fill(most, DoubleData.MISSING);
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            add(cells[at + i], values[from + i] * sign);
        }
    }

    /** A missing value is not greater than any, and any value takes the place of a missing one. */
    private void add(int cell, double value) {
        if (value > most[cell] || Double.isNaN(most[cell])) {
            most[cell] = value;
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        double[] others = ((DoubleExtremeTally) later).most;
        for (int cell = from; cell < to; cell++) {
            add(cell, others[cell]);
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        double[] taken = new double[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = most[cells[group]] * sign;
        }
        return DoubleData.of(taken);
    }
}
