package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;

/** The sum of the values of each cell. */
interface SumTally extends RunningTally {
    double sum(int cell);

    /** The means of these cells; missing where there is no value. */
    default ColumnData means(CountTally counts, int[] cells) {
        double[] means = new double[cells.length];
        for (int group = 0; group < means.length; group++) {
            int count = counts.count(cells[group]);
            means[group] = count == 0 ? DoubleData.MISSING : sum(cells[group]) / count;
        }
        return DoubleData.of(means);
    }
}
