package io.framewright.query;

import io.framewright.frame.ColumnData;

/**
 * Which rows have equal keys. Groups are in the order of their first rows. Missing keys are equal to each other.
 *
 * @param firstRow the first row of each group; -1 for the one group of no rows that no keys make
 * @param cells the cell of each group
 */
record Groups(int[] firstRow, int[] cells) {
    private static final int PLACED_AT_ONCE = 1 << 16;

    /** No keys: all rows are one group, which is there even without rows. */
    static Groups one(int rows) {
        return new Groups(new int[] {rows == 0 ? -1 : 0}, new int[1]);
    }

    int count() {
        return firstRow.length;
    }

    /** The values of the first rows of a key column; the column itself if each row is a group. */
    ColumnData keys(ColumnData key) {
        return count() == key.size() ? key : key.take(firstRow, count());
    }

    /** Cells in the order of their first rows, without those that have none, where it is -1. */
    static Groups inOrder(int[] firstRows, int rows, GroupWork work) {
        int count = 0;
        for (int row : firstRows) {
            count += row < 0 ? 0 : 1;
        }
        RowPlaces places = count == rows ? row -> row : RowPlaces.among(firstRows, rows);
        int[] first = new int[count];
        int[] cells = new int[count];
        work.ranges((firstRows.length - 1) / PLACED_AT_ONCE + 1, firstRows.length, (range, from, to) -> {
            for (int cell = from; cell < to; cell++) {
                int row = firstRows[cell];
                if (row >= 0) {
                    int place = places.of(row);
                    first[place] = row;
                    cells[place] = cell;
                }
            }
        });
        return new Groups(first, cells);
    }
}
