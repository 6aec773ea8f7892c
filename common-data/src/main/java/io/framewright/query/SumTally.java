package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;

/** The sum of the values of each cell. */
interface SumTally extends RunningTally {
    double sum(int cell);

    /** The means of these cells; NaN where there is no value. */
    default double[] means(CountTally counts, int[] cells) {
        double[] means = new double[cells.length];
        for (int group = 0; group < means.length; group++) {
            int count = counts.count(cells[group]);
            means[group] = count == 0 ? DoubleData.MISSING : sum(cells[group]) / count;
        }
        return means;
    }

    /** The same as a column. */
    default ColumnData meanValues(CountTally counts, int[] cells) {
        return DoubleData.of(means(counts, cells));
    }
}
