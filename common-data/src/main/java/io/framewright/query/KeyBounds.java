package io.framewright.query;

import io.framewright.frame.Bounds;
import io.framewright.frame.ColumnData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import java.util.Arrays;

/**
 * Between what bounds the whole numbers of a key column are: {@code value - base} is a code from 0 to {@code range},
 * exclusive, where 0 is kept for missing values if there are any.
 *
 * @param range 0 if it does not fit
 */
record KeyBounds(long base, long range, boolean missing) {
    static KeyBounds of(ColumnData data, GroupWork work) {
        return of(
                data instanceof IntData ints
                        ? ints.bounds(() -> scan(ints.size(), (from, to) -> ints(ints.values(), from, to), work))
                        : longs((LongData) data, work));
    }

    private static Bounds longs(LongData data, GroupWork work) {
        return data.bounds(() -> scan(data.size(), (from, to) -> longs(data.values(), from, to), work));
    }

    private interface Scan {
        Bounds of(int from, int to);
    }

    private static Bounds scan(int rows, Scan scan, GroupWork work) {
        int chunks = work.limits().chunks(rows);
        Bounds[] found = new Bounds[chunks];
        work.ranges(chunks, rows, (chunk, from, to) -> found[chunk] = scan.of(from, to));
        return Arrays.stream(found).reduce(Bounds.NONE, Bounds::and);
    }

    private static KeyBounds of(Bounds bounds) {
        if (bounds.least() > bounds.most()) {
            return new KeyBounds(0, 1, bounds.missing());
        }
        int shift = bounds.missing() ? 1 : 0;
        long span = bounds.most() - bounds.least();
        boolean fits = span >= 0 && span < Long.MAX_VALUE - 1;
        return new KeyBounds(bounds.least() - shift, fits ? span + 1 + shift : 0, bounds.missing());
    }

    private static Bounds ints(int[] values, int from, int to) {
        if (from == to) {
            return Bounds.NONE;
        }
        int most = Integer.MIN_VALUE;
        int raw = Integer.MAX_VALUE;
        for (int row = from; row < to; row++) {
            most = Math.max(most, values[row]);
            raw = Math.min(raw, values[row]);
        }
        if (raw != IntData.MISSING) {
            return new Bounds(raw, most, false);
        }
        int least = Integer.MAX_VALUE;
        for (int row = from; row < to; row++) {
            least = Math.min(least, values[row] == IntData.MISSING ? Integer.MAX_VALUE : values[row]);
        }
        return most == IntData.MISSING
                ? new Bounds(Bounds.NONE.least(), Bounds.NONE.most(), true)
                : new Bounds(least, most, true);
    }

    private static Bounds longs(long[] values, int from, int to) {
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
        return most == LongData.MISSING
                ? new Bounds(Bounds.NONE.least(), Bounds.NONE.most(), missing)
                : new Bounds(least, most, missing);
    }
}
