package io.framewright.query;

import io.framewright.frame.ColumnData;

/** What is known of the values of a column in each cell. */
interface Tally {
    /** The results of these cells, in this order. */
    ColumnData values(int[] cells);
}
