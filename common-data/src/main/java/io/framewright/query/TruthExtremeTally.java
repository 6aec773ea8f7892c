package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import java.util.Arrays;

/** Whether any value of each cell is true, or all are: the greatest and the least, where false is below true. */
final class TruthExtremeTally implements RunningTally {
    private final byte[] values;
    private final int sign;
    private final byte[] most;

    TruthExtremeTally(byte[] values, boolean least, int size) {
        this.values = values;
        this.sign = least ? -1 : 1;
        this.most = new byte[size];
        Arrays.fill(most, BooleanData.MISSING);
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            // As with ints, what stands for missing stays what it is.
            byte value = (byte) (values[from + i] * sign);
            int cell = cells[at + i];
            if (value > most[cell]) {
                most[cell] = value;
            }
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        byte[] others = ((TruthExtremeTally) later).most;
        for (int cell = from; cell < to; cell++) {
            most[cell] = others[cell] > most[cell] ? others[cell] : most[cell];
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        byte[] taken = new byte[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = (byte) (most[cells[group]] * sign);
        }
        return BooleanData.of(taken);
    }

    /** The same, with the one that holds of nothing in the place of missing ones. */
    ColumnData values(int[] cells, boolean ofNothing) {
        byte[] taken = ((BooleanData) values(cells)).values();
        for (int group = 0; group < taken.length; group++) {
            taken[group] = taken[group] == BooleanData.MISSING ? (byte) (ofNothing ? 1 : 0) : taken[group];
        }
        return BooleanData.of(taken);
    }
}
