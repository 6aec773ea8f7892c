package io.framewright.query.source;

/** Rows of a file that are read together. */
interface RowRange {
    /** The place of the first among all rows. */
    int firstRow();

    /** How many rows there are. */
    int rows();
}
