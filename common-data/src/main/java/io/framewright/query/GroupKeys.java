package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Several key columns as one code a row, each column a digit of it. */
final class GroupKeys {
    /** So many rows are coded at a time: their codes stay in the nearest cache. */
    static final int BLOCK = 2048;

    /** A key with more codes is numbered rather than what stands before it. */
    private static final long LARGE = 1L << 31;

    private final List<GroupKey> keys;
    private final long range;
    private final int rows;

    private GroupKeys(List<GroupKey> keys, long range, int rows) {
        this.keys = List.copyOf(keys);
        this.range = range;
        this.rows = rows;
    }

    static GroupKeys of(List<ColumnData> columns, int rows, GroupWork work) {
        List<GroupKey> keys = new ArrayList<>();
        long range = 1;
        for (ColumnData column : columns) {
            GroupKey key = GroupKey.of(column, work);
            if (keys.isEmpty()) {
                keys.add(key);
                range = key.range;
                continue;
            }
            if (!fits(range, key.range, work) && (key.range == 0 || key.range > LARGE)) {
                key = numbered(new GroupKeys(List.of(key), key.range, rows), work);
            }
            if (!fits(range, key.range, work)) {
                GroupKey before = numbered(new GroupKeys(keys, range, rows), work);
                keys.clear();
                keys.add(before);
                range = before.range;
            }
            if (!fits(range, key.range, work)) {
                key = numbered(new GroupKeys(List.of(key), key.range, rows), work);
            }
            keys.add(key);
            // Two numbers of rows always fit, whatever the limit.
            range *= key.range;
        }
        return new GroupKeys(keys, range, rows);
    }

    private static boolean fits(long range, long more, GroupWork work) {
        return range > 0 && more > 0 && range <= work.limits().combinedKeys() / more;
    }

    private static GroupKey numbered(GroupKeys keys, GroupWork work) {
        PartitionedCells cells = PartitionedCells.of(keys, work);
        return GroupKey.numbers(cells.ofRow(), cells.size());
    }

    /** No keys: all rows are one group, which is there even without rows. */
    boolean isEmpty() {
        return keys.isEmpty();
    }

    int rows() {
        return rows;
    }

    /** Codes are from 0 to here, exclusive; 0 if any 64 bits may come. */
    long range() {
        return range;
    }

    /** The codes of at most {@link #BLOCK} rows, if the range is one of ints. */
    void cells(int from, int count, int[] cells) {
        Arrays.fill(cells, 0, count, 0);
        for (GroupKey key : keys) {
            key.cells(from, count, cells);
        }
    }

    /** The codes of at most {@link #BLOCK} rows. */
    void codes(int from, int count, long[] codes) {
        Arrays.fill(codes, 0, count, 0);
        for (GroupKey key : keys) {
            key.keys(from, count, codes);
        }
    }
}
