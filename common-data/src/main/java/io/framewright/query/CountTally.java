package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import org.jspecify.annotations.Nullable;

/** How many values, or rows, each cell has. */
final class CountTally implements RunningTally {
    private final @Nullable ColumnData data;
    private final int[] counts;

    CountTally(@Nullable ColumnData data, int size) {
        this.data = data;
        this.counts = new int[size];
    }

    int count(int cell) {
        return counts[cell];
    }

    @Override
    public void add(int[] cells, int at, int from, int count) {
        if (data == null) {
            for (int i = 0; i < count; i++) {
                counts[cells[at + i]]++;
            }
        } else if (data instanceof IntData ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                counts[cells[at + i]] += values[from + i] == IntData.MISSING ? 0 : 1;
            }
        } else if (data instanceof LongData longs) {
            long[] values = longs.values();
            for (int i = 0; i < count; i++) {
                counts[cells[at + i]] += values[from + i] == LongData.MISSING ? 0 : 1;
            }
        } else if (data instanceof DoubleData doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < count; i++) {
                counts[cells[at + i]] += Double.isNaN(values[from + i]) ? 0 : 1;
            }
        } else if (data instanceof TextData texts) {
            int[] codes = texts.codes();
            for (int i = 0; i < count; i++) {
                counts[cells[at + i]] += codes[from + i] == TextData.MISSING ? 0 : 1;
            }
        } else {
            byte[] values = ((BooleanData) data).values();
            for (int i = 0; i < count; i++) {
                counts[cells[at + i]] += values[from + i] == BooleanData.MISSING ? 0 : 1;
            }
        }
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        int[] others = ((CountTally) later).counts;
        for (int cell = from; cell < to; cell++) {
            counts[cell] += others[cell];
        }
    }

    @Override
    public ColumnData values(int[] cells) {
        long[] values = new long[cells.length];
        for (int group = 0; group < values.length; group++) {
            values[group] = counts[cells[group]];
        }
        return LongData.of(ColumnType.LONG, values);
    }
}
