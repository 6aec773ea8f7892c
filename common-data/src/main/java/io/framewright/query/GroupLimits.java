package io.framewright.query;

/**
 * What decides how rows are grouped. Results do not depend on it, but for the last digits of sums of DOUBLE.
 *
 * @param directCells up to so many combinations of keys, the keys themselves are the index into the accumulators
 * @param cellsPerRow the same, as a share of the rows; beyond, zeroing and merging would cost more than hashing
 * @param chunkRows no chunk of rows is shorter, unless there is only one
 * @param partitionRows how many rows of hashed keys share a table, about
 * @param combinedKeys several keys with more combinations are numbered before they are combined
 */
record GroupLimits(int directCells, double cellsPerRow, int chunkRows, int partitionRows, long combinedKeys) {
    static final GroupLimits DEFAULT = new GroupLimits(1 << 22, 0.125, 1 << 14, 1 << 15, 1L << 62);

    private static final int MOST_CHUNKS = 64;
    private static final int MOST_PARTITIONS = 1 << 10;
    private static final int ALWAYS_DIRECT = 1 << 10;

    boolean direct(long cells, int rows) {
        return cells > 0
                && cells <= directCells
                && (cells <= Math.min(ALWAYS_DIRECT, directCells) || cells <= rows * cellsPerRow);
    }

    /** Depends on rows and cells only, not on the cores: so do sums of DOUBLE. */
    int chunks(int cells, int rows) {
        // A chunk costs its cells as well, in being zeroed and merged; yet two cores are always of use.
        return Math.max(Math.min(2, chunks(rows)), ofLength(rows, Math.max(chunkRows, cells / cellsPerRow)));
    }

    /** For work that needs no cells of its own. */
    int chunks(int rows) {
        return ofLength(rows, chunkRows);
    }

    private static int ofLength(int rows, double length) {
        return (int) Math.max(1, Math.min(MOST_CHUNKS, rows / length));
    }

    /** As a number of bits. */
    int partitionBits(int rows) {
        int wanted = Math.min(MOST_PARTITIONS, (rows - 1) / partitionRows + 1);
        return Integer.SIZE - Integer.numberOfLeadingZeros(wanted - 1);
    }
}
