package io.framewright.query;

/**
 * A tally that takes rows as they come. Several threads may add to it as long as their cells are different ones. Each
 * kind and type has a loop of its own, without calls.
 */
interface RunningTally extends Tally {
    /** Adds rows {@code from} on of the column; the cell of row {@code from + i} is {@code cells[at + i]}. */
    void add(int[] cells, int at, int from, int count);

    /** Adds what a tally of the same kind has of later rows, for the cells of a range. */
    void merge(RunningTally later, int from, int to);
}
