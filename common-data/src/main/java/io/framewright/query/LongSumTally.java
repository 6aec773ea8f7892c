package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.LongData;

/** Sums modulo 2^64, and how often 2^64 is to be added: exact, whatever comes in between. */
final class LongSumTally implements SumTally {
    private static final double TWO_TO_64 = 0x1p64;

    private final long[] values;
    private final long[] low;
    private final int[] overflows;

    LongSumTally(long[] values, int size) {
        this.values = values;
        this.low = new long[size];
        this.overflows = new int[size];
    }

    @Override
    public double sum(int cell) {
        return low[cell] + overflows[cell] * TWO_TO_64;
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        for (int i = 0; i < count; i++) {
            long value = values[from + i];
            if (value != LongData.MISSING) {
                add(cells[at + i], value);
            }
        }
    }

    private void add(int cell, long value) {
        long before = low[cell];
        long sum = before + value;
        if (((before ^ sum) & (value ^ sum)) < 0) {
            overflows[cell] += value < 0 ? -1 : 1;
        }
        low[cell] = sum;
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        LongSumTally other = (LongSumTally) later;
        for (int cell = from; cell < to; cell++) {
            add(cell, other.low[cell]);
            overflows[cell] += other.overflows[cell];
        }
    }

    /** Missing where the sum does not fit. */
    @Override
    public ColumnData values(int[] cells) {
        long[] taken = new long[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = overflows[cells[group]] == 0 ? low[cells[group]] : LongData.MISSING;
        }
        return LongData.of(ColumnType.LONG, taken);
    }
}
