package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.Arrays;
import java.util.List;

/**
 * Which rows have equal keys. Groups are numbered in the order of their first rows. Missing keys are equal to each
 * other.
 *
 * @param ofRow the group of each row
 * @param firstRow the first row of each group; -1 for the one group of no rows that no keys make
 */
record Groups(int[] ofRow, int[] firstRow) {
    /** Up to this range the key itself is the index into a table; else keys are hashed. */
    private static final long DIRECT = 1 << 22;

    int count() {
        return firstRow.length;
    }

    /** No keys: all rows are one group, which is there even without rows. */
    static Groups one(int rows) {
        return new Groups(new int[rows], new int[] {rows == 0 ? -1 : 0});
    }

    static Groups of(List<ColumnData> keys, int rows, Watch watch) {
        if (keys.isEmpty()) {
            return one(rows);
        }
        long[] composite = new long[rows];
        long range = 1;
        for (int key = 0; key < keys.size(); key++) {
            watch.step(key, keys.size(), "keys");
            KeyCodes codes = KeyCodes.of(keys.get(key));
            if (key > 0 && Math.multiplyHigh(range, codes.range()) != 0
                    || range * codes.range() > 1L << 62
                    || range * codes.range() < 0) {
                Groups dense = dense(composite, range);
                for (int row = 0; row < rows; row++) {
                    composite[row] = dense.ofRow[row];
                }
                range = dense.count();
            }
            long factor = codes.range();
            long[] more = codes.codes();
            for (int row = 0; row < rows; row++) {
                composite[row] = composite[row] * factor + more[row];
            }
            range *= factor;
        }
        return dense(composite, range);
    }

    private static Groups dense(long[] keys, long range) {
        int[] ofRow = new int[keys.length];
        int[] firstRow = new int[16];
        int count = 0;
        if (range <= Math.min(DIRECT, Math.max(1 << 16, 4L * keys.length))) {
            int[] numbers = new int[(int) range];
            for (int row = 0; row < keys.length; row++) {
                int key = (int) keys[row];
                if (numbers[key] == 0) {
                    firstRow = put(firstRow, count, row);
                    numbers[key] = ++count;
                }
                ofRow[row] = numbers[key] - 1;
            }
        } else {
            LongTable table = new LongTable(1024);
            for (int row = 0; row < keys.length; row++) {
                int number = table.number(keys[row]);
                if (number == count) {
                    firstRow = put(firstRow, count++, row);
                }
                ofRow[row] = number;
            }
        }
        return new Groups(ofRow, Arrays.copyOf(firstRow, count));
    }

    private static int[] put(int[] rows, int at, int row) {
        int[] roomy = at < rows.length ? rows : Arrays.copyOf(rows, Math.max(at + 1, at + (at >> 1)));
        roomy[at] = row;
        return roomy;
    }
}
