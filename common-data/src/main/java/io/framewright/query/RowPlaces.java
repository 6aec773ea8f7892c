package io.framewright.query;

/** The place of a row among some rows in their order. */
interface RowPlaces {
    /** The row is one of them. */
    int of(int row);

    /** Among the rows that are not negative. A bit for each: how many there are before one is its place. */
    static RowPlaces among(int[] some, int rows) {
        long[] marks = new long[rows / Long.SIZE + 1];
        for (int row : some) {
            if (row >= 0) {
                marks[row / Long.SIZE] |= 1L << row;
            }
        }
        int[] before = new int[marks.length];
        for (int word = 1; word < marks.length; word++) {
            before[word] = before[word - 1] + Long.bitCount(marks[word - 1]);
        }
        return row -> before[row / Long.SIZE] + Long.bitCount(marks[row / Long.SIZE] & (1L << row) - 1);
    }
}
