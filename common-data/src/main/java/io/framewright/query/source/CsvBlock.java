package io.framewright.query.source;

/**
 * Whole rows of a CSV file.
 *
 * @param from the byte that the first row begins with
 * @param to behind the line end of the last row
 * @param firstRow its place among all rows
 * @param rows how many rows there are
 * @param plain whether each line end is the end of a row and each delimiter the end of a cell: no quotes, no blank
 *     lines, no carriage returns
 */
record CsvBlock(long from, long to, int firstRow, int rows, boolean plain) implements RowRange {
    int length() {
        return (int) (to - from);
    }
}
