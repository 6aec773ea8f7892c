package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers rows by their keys, from 0 on in the order of their first rows; missing keys are equal to each other.
 *
 * @param ofRow the number of each row
 * @param firstRow the first row of each number
 */
record Numbering(int[] ofRow, int[] firstRow) {

    static Numbering of(List<ColumnData> keys, int rows, RowChunks chunks) {
        // Keys joined with themselves: equal keys have equal ints.
        JoinKeys joined = JoinKeys.of(keys, keys, true, new KeyPair.Sides(rows, rows, JoinPaths.USUAL, chunks));
        int[] ofRow = joined.probe();
        int[] numbers = new int[joined.range()];
        int[] firstRow = new int[Math.min(rows, joined.range())];
        int count = 0;
        for (int row = 0; row < rows; row++) {
            int key = ofRow[row];
            if (numbers[key] == 0) {
                firstRow[count] = row;
                numbers[key] = ++count;
            }
            ofRow[row] = numbers[key] - 1;
        }
        return new Numbering(ofRow, Arrays.copyOf(firstRow, count));
    }

    int count() {
        return firstRow.length;
    }
}
