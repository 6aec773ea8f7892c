package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.Arrays;

/**
 * The keys of one side of a join as longs, given block by block so that they stay in the cache on their way through
 * several steps. Thread-safe.
 */
@FunctionalInterface
interface KeySide {
    /** Stands for a key that no other key is equal to. No column has this value: it is what missing longs are. */
    long NONE = Long.MIN_VALUE;

    /** How many rows a block has at most. */
    int BLOCK = 2048;

    /** Puts the keys of the rows from {@code from} (inclusive) to {@code to} (exclusive) to the start of the block. */
    void put(int from, int to, long[] block);

    /** Counted from {@code least} on; what lies outside is {@link #NONE}. */
    default KeySide within(long least, long most) {
        return (from, to, block) -> {
            put(from, to, block);
            for (int i = 0; i < to - from; i++) {
                block[i] = block[i] >= least && block[i] <= most && block[i] != NONE ? block[i] - least : NONE;
            }
        };
    }

    /** With a key for the rows in which this column is missing. */
    default KeySide withMissing(ColumnData data, long key) {
        if (data.missing() == 0) {
            return this;
        }
        return (from, to, block) -> {
            put(from, to, block);
            for (int row = from; row < to; row++) {
                block[row - from] = data.isMissing(row) ? key : block[row - from];
            }
        };
    }

    /** Two keys as one: this one times the range of the other one and the other one. */
    default KeySide and(KeySide other, long range) {
        return (from, to, block) -> {
            put(from, to, block);
            long[] more = new long[to - from];
            other.put(from, to, more);
            for (int i = 0; i < more.length; i++) {
                block[i] = (block[i] | more[i]) < 0 ? NONE : block[i] * range + more[i];
            }
        };
    }

    /** The keys of all rows, -1 for {@link #NONE}; they must be ints. */
    default int[] ints(int rows, RowChunks chunks) {
        int[] ints = new int[rows];
        chunks.each(
                rows,
                (chunk, from, to) -> blocks(from, to, (at, end, block) -> {
                    for (int row = at; row < end; row++) {
                        ints[row] = block[row - at] < 0 ? -1 : (int) block[row - at];
                    }
                }));
        return ints;
    }

    /** What is done with a block. */
    @FunctionalInterface
    interface Block {
        void see(int from, int to, long[] block);
    }

    /** Shows the keys of these rows, block by block. */
    default void blocks(int from, int to, Block each) {
        long[] block = new long[Math.min(BLOCK, to - from)];
        int at = from;
        while (at < to) {
            int end = at + Math.min(to - at, BLOCK);
            put(at, end, block);
            each.see(at, end, block);
            at = end;
        }
    }

    /** The least and the greatest key; the least is above the greatest if there is none. */
    default long[] ends(int rows, RowChunks chunks) {
        long[] least = new long[chunks.count(rows)];
        long[] most = new long[least.length];
        chunks.each(rows, (chunk, from, to) -> {
            long[] ends = {Long.MAX_VALUE, Long.MIN_VALUE};
            blocks(from, to, (at, end, block) -> {
                long low = ends[0];
                long high = ends[1];
                for (int i = 0; i < end - at; i++) {
                    low = block[i] == NONE ? low : Math.min(low, block[i]);
                    high = Math.max(high, block[i]);
                }
                ends[0] = low;
                ends[1] = high;
            });
            least[chunk] = ends[0];
            most[chunk] = ends[1];
        });
        return new long[] {
            Arrays.stream(least).min().orElse(Long.MAX_VALUE),
            Arrays.stream(most).max().orElse(Long.MIN_VALUE)
        };
    }
}
