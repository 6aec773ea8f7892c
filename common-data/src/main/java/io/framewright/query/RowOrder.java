package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order of rows by keys: stable, missing values last in both directions. Each key becomes an unsigned long of the
 * same order, and a radix sort goes over its bytes, the last key first, skipping bytes in which no two rows differ.
 * Texts are ordered by their UTF-16 code units, false comes before true.
 */
final class RowOrder {
    private static final int RADIX = 256;

    private RowOrder() {}

    /** A column to order by. */
    record Key(ColumnData data, boolean descending) {}

    static int[] of(List<Key> keys, int rows, Watch watch) {
        int[] order = new int[rows];
        Arrays.setAll(order, row -> row);
        for (int key = keys.size() - 1; key >= 0; key--) {
            watch.step(keys.size() - 1L - key, keys.size(), "keys");
            order = sorted(ranks(keys.get(key), rows), order, watch);
        }
        return order;
    }

    /** Ranks that sort as the values do, from 0 on, missing ones above all. */
    private static long[] ranks(Key key, int rows) {
        long[] ranks = raw(key.data());
        long least = -1;
        long most = 0;
        for (int row = 0; row < rows; row++) {
            if (!key.data().isMissing(row)) {
                least = Long.compareUnsigned(ranks[row], least) < 0 ? ranks[row] : least;
                most = Long.compareUnsigned(ranks[row], most) > 0 ? ranks[row] : most;
            }
        }
        long missing = most - least + 1;
        for (int row = 0; row < rows; row++) {
            if (key.data().isMissing(row)) {
                ranks[row] = missing;
            } else {
                ranks[row] = key.descending() ? most - ranks[row] : ranks[row] - least;
            }
        }
        return ranks;
    }

    /** Unsigned longs in the order of the values; anything for missing ones. Never the two ends of the range both. */
    private static long[] raw(ColumnData data) {
        long[] raw = new long[data.size()];
        if (data instanceof IntData ints) {
            for (int row = 0; row < raw.length; row++) {
                raw[row] = (long) ints.values()[row] - Integer.MIN_VALUE;
            }
        } else if (data instanceof LongData longs) {
            for (int row = 0; row < raw.length; row++) {
                raw[row] = longs.values()[row] ^ Long.MIN_VALUE;
            }
        } else if (data instanceof DoubleData doubles) {
            for (int row = 0; row < raw.length; row++) {
                long bits = Double.doubleToLongBits(doubles.values()[row] + 0.0);
                raw[row] = bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE);
            }
        } else if (data instanceof BooleanData booleans) {
            for (int row = 0; row < raw.length; row++) {
                raw[row] = booleans.values()[row] & 1;
            }
        } else {
            TextData texts = ((TextData) data).compact();
            int[] rankOf = ranksOfWords(texts.words());
            for (int row = 0; row < raw.length; row++) {
                int code = texts.codes()[row];
                raw[row] = code == TextData.MISSING ? 0 : rankOf[code];
            }
        }
        return raw;
    }

    /** The place of each word among all in order. */
    static int[] ranksOfWords(String[] words) {
        int[] inOrder = IntStream.range(0, words.length)
                .boxed()
                .sorted(Comparator.comparing(code -> words[code]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[words.length];
        for (int rank = 0; rank < inOrder.length; rank++) {
            ranks[inOrder[rank]] = rank;
        }
        return ranks;
    }

    private static int[] sorted(long[] ranks, int[] order, Watch watch) {
        int rows = order.length;
        int[] from = order;
        long[] keys = new long[rows];
        int[][] counts = new int[Long.BYTES][RADIX];
        for (int i = 0; i < rows; i++) {
            long key = ranks[from[i]];
            keys[i] = key;
            for (int digit = 0; digit < Long.BYTES; digit++) {
                counts[digit][(int) (key >>> (digit * Byte.SIZE)) & 0xFF]++;
            }
        }
        int[] to = new int[rows];
        long[] toKeys = ranks;
        for (int digit = 0; digit < Long.BYTES; digit++) {
            int shift = digit * Byte.SIZE;
            if (rows == 0 || counts[digit][(int) (keys[0] >>> shift) & 0xFF] == rows) {
                continue;
            }
            watch.step(digit, Long.BYTES, "passes");
            int[] next = starts(counts[digit]);
            for (int i = 0; i < rows; i++) {
                int place = next[(int) (keys[i] >>> shift) & 0xFF]++;
                to[place] = from[i];
                toKeys[place] = keys[i];
            }
            int[] free = from;
            from = to;
            to = free;
            long[] freeKeys = keys;
            keys = toKeys;
            toKeys = freeKeys;
        }
        return from;
    }

    private static int[] starts(int[] counts) {
        int[] starts = new int[RADIX];
        for (int i = 1; i < RADIX; i++) {
            starts[i] = starts[i - 1] + counts[i - 1];
        }
        return starts;
    }
}
