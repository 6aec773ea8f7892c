package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.LongData;
import java.util.Arrays;

/** The same as {@link IntExtremeTally} for longs. */
final class LongExtremeTally implements RunningTally {
    private final ColumnType type;
    private final long[] values;
    private final int sign;
    private final long[] most;

    LongExtremeTally(LongData data, boolean least, int size) {
        this.type = data.type();
        this.values = data.values();
        this.sign = least ? -1 : 1;
        this.most = new long[size];
        Arrays.fill(most, LongData.MISSING);
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            long value = values[from + i] * sign;
            int cell = cells[at + i];
            if (value > most[cell]) {
                most[cell] = value;
            }
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        long[] others = ((LongExtremeTally) later).most;
        for (int cell = from; cell < to; cell++) {
            most[cell] = Math.max(most[cell], others[cell]);
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        long[] taken = new long[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = most[cells[group]] * sign;
        }
        return LongData.of(type, taken);
    }
}
