package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;

/**
 * Between what bounds the whole numbers of a key column are: {@code value - base} is a code from 0 to {@code range},
 * exclusive, where 0 is kept for missing values if there are any.
 *
 * @param range 0 if it does not fit
 */
record KeyBounds(long base, long range, boolean missing) {
    static KeyBounds of(ColumnData data, GroupWork work) {
        int rows = data.size();
        int chunks = work.limits().chunks(rows);
        long[] least = new long[chunks];
        long[] most = new long[chunks];
        boolean[] missing = new boolean[chunks];
        work.ranges(chunks, rows, (chunk, from, to) -> {
            long[] found = data instanceof IntData ints
                    ? ints(ints.values(), from, to)
                    : longs(((LongData) data).values(), from, to);
            least[chunk] = found[0];
            most[chunk] = found[1];
            missing[chunk] = found[2] != 0;
        });
        return of(least, most, missing);
    }

    private static KeyBounds of(long[] leasts, long[] mosts, boolean[] missings) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        boolean missing = false;
        for (int i = 0; i < leasts.length; i++) {
            least = Math.min(least, leasts[i]);
            most = Math.max(most, mosts[i]);
            missing |= missings[i];
        }
        int shift = missing ? 1 : 0;
        if (least > most) {
            return new KeyBounds(0, 1, missing);
        }
        long span = most - least;
        boolean fits = span >= 0 && span < Long.MAX_VALUE - 1;
        return new KeyBounds(least - shift, fits ? span + 1 + shift : 0, missing);
    }

    private static long[] ints(int[] values, int from, int to) {
        int most = Integer.MIN_VALUE;
        int raw = Integer.MAX_VALUE;
        for (int row = from; row < to; row++) {
            most = Math.max(most, values[row]);
            raw = Math.min(raw, values[row]);
        }
        if (raw != IntData.MISSING || from == to) {
            return from == to ? new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 0} : new long[] {raw, most, 0};
        }
        int least = Integer.MAX_VALUE;
        for (int row = from; row < to; row++) {
            least = Math.min(least, values[row] == IntData.MISSING ? Integer.MAX_VALUE : values[row]);
        }
        return most == IntData.MISSING ? new long[] {Long.MAX_VALUE, Long.MIN_VALUE, 1} : new long[] {least, most, 1};
    }

    private static long[] longs(long[] values, int from, int to) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        boolean missing = false;
        for (int row = from; row < to; row++) {
            long value = values[row];
            missing |= value == LongData.MISSING;
            most = Math.max(most, value);
            least = Math.min(least, value == LongData.MISSING ? Long.MAX_VALUE : value);
        }
        // Only missing values leave most at the one that stands for them.
        return new long[] {most == LongData.MISSING ? Long.MAX_VALUE : least, most, missing ? 1 : 0};
    }
}
