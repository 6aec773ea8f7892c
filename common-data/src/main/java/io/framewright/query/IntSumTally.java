package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;

/** Sums of ints, or of how often there is true: so many as there are rows fit a long. */
final class IntSumTally implements SumTally {
    private final ColumnData data;
    private final long[] sums;

    IntSumTally(ColumnData data, int size) {
        this.data = data;
        this.sums = new long[size];
    }

    @Override
    public double sum(int cell) {
        return sums[cell];
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                int value = values[from + i];
                sums[cells[at + i]] += value == IntData.MISSING ? 0 : value;
            }
        } else {
            byte[] values = ((BooleanData) data).values();
            for (int i = 0; i < count; i++) {
                sums[cells[at + i]] += values[from + i] == 1 ? 1 : 0;
            }
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        long[] others = ((IntSumTally) later).sums;
        for (int cell = from; cell < to; cell++) {
            sums[cell] += others[cell];
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        long[] taken = new long[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = sums[cells[group]];
        }
        return LongData.of(ColumnType.LONG, taken);
    }
}
