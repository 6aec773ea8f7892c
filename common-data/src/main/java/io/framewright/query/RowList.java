package io.framewright.query;

/**
 * Rows of a frame in some order. The array is not copied: nobody writes into it any more.
 *
 * @param rows the rows; -1 is a row that is not there. Only the first {@code count} count
 * @param all whether these are all rows of the frame as they stand, and {@code rows} says nothing
 */
record RowList(int[] rows, int count, boolean all) {
    private static final int[] NONE = new int[0];

    static RowList all(int count) {
        return new RowList(NONE, count, true);
    }

    static RowList of(int[] rows, int count) {
        return new RowList(rows, count, false);
    }
}
