package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.List;

/**
 * Where equal rows begin among rows that are sorted: missing values are equal to each other, and the two zeros of
 * floating point are.
 *
 * @param begins per place 0 if the row there is equal to the one before, {@link #RUN} if it is not, {@link #GROUP} if
 *     it also is of another group
 */
record RowRuns(byte[] begins) {
    static final byte RUN = 1;
    static final byte GROUP = 2;

    /** Groups are rows equal in some columns, runs those of a group that are equal in some others. */
    static RowRuns of(int[] order, List<ColumnData> groups, List<ColumnData> others, RowChunks chunks) {
        byte[] begins = new byte[order.length];
        chunks.each(order.length, (chunk, from, to) -> {
            int first = Math.max(1, from);
            others.forEach(column -> mark(column, order, first, to, RUN, begins));
            groups.forEach(column -> mark(column, order, first, to, GROUP, begins));
        });
        if (begins.length > 0) {
            begins[0] = GROUP;
        }
        return new RowRuns(begins);
    }

    private static void mark(ColumnData data, int[] order, int from, int to, byte mark, byte[] begins) {
        if (data instanceof IntData ints) {
            mark(ints.values(), order, from, to, mark, begins);
        } else if (data instanceof TextData texts) {
            mark(texts.codes(), order, from, to, mark, begins);
        } else if (data instanceof LongData longs) {
            long[] values = longs.values();
            for (int i = from; i < to; i++) {
                begins[i] = values[order[i]] == values[order[i - 1]] ? begins[i] : mark;
            }
        } else if (data instanceof DoubleData doubles) {
            double[] values = doubles.values();
            for (int i = from; i < to; i++) {
                double one = values[order[i - 1]];
                double next = values[order[i]];
                // Missing ones, which are not equal to themselves, come last.
                begins[i] = one == next || Double.isNaN(one) && Double.isNaN(next) ? begins[i] : mark;
            }
        } else {
            byte[] values = ((BooleanData) data).values();
            for (int i = from; i < to; i++) {
                begins[i] = values[order[i]] == values[order[i - 1]] ? begins[i] : mark;
            }
        }
    }

    private static void mark(int[] values, int[] order, int from, int to, byte mark, byte[] begins) {
        for (int i = from; i < to; i++) {
            begins[i] = values[order[i]] == values[order[i - 1]] ? begins[i] : mark;
        }
    }
}
