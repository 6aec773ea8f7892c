package io.framewright.query;

/** A tally that needs all rows of a cell at once. Threads may use it as long as their cells are different ones. */
interface WholeTally extends Tally {
    /**
     * Takes all rows of a range of cells.
     *
     * @param cells the cell of each row of the column; not looked at for a single cell
     */
    void over(int[] cells, int from, int to, int firstCell, int endCell);
}
