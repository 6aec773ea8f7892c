package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.IntData;
import java.util.Arrays;

/**
 * The greatest value of each cell; with the sign turned, the least one. What stands for missing is below all values,
 * also with its sign turned, which does not change it: so nobody has to ask for it.
 */
final class IntExtremeTally implements RunningTally {
    private final ColumnType type;
    private final int[] values;
    private final int sign;
    private final int[] most;

    IntExtremeTally(IntData data, boolean least, int size) {
        this.type = data.type();
        this.values = data.values();
        this.sign = least ? -1 : 1;
        this.most = new int[size];
        Arrays.fill(most, IntData.MISSING);
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            int value = values[from + i] * sign;
            int cell = cells[at + i];
            if (value > most[cell]) {
                most[cell] = value;
            }
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        int[] others = ((IntExtremeTally) later).most;
        for (int cell = from; cell < to; cell++) {
            most[cell] = Math.max(most[cell], others[cell]);
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        int[] taken = new int[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = most[cells[group]] * sign;
        }
        return IntData.of(type, taken);
    }
}
