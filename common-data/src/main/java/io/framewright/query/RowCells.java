package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.Arrays;
import java.util.List;

/** Which group each row is of, block by block in the order of the rows. */
final class RowCells {
    /** So many rows are done at a time: what is known of them stays in the nearest cache. */
    static final int BLOCK = GroupKeys.BLOCK;

    private final Cells cells;
    private final int size;
    private final int rows;
    private final GroupWork work;

    private RowCells(Cells cells, int size, int rows, GroupWork work) {
        this.cells = cells;
        this.size = size;
        this.rows = rows;
        this.work = work;
    }

    /** The cells of the rows from {@code from} on, a block at most. */
    @FunctionalInterface
    private interface Cells {
        void fill(int from, int count, int[] out);
    }

    /** What is done with a block of rows whose cells are these. */
    @FunctionalInterface
    interface Body {
        void run(int from, int count, int[] cells);
    }

    /** Rows with equal keys have one cell; without keys all rows have. */
    static RowCells of(List<ColumnData> columns, int rows, GroupWork work) {
        if (columns.isEmpty()) {
            return new RowCells((from, count, out) -> Arrays.fill(out, 0, count, 0), 1, rows, work);
        }
        GroupKeys keys = GroupKeys.of(columns, rows, work);
        if (work.limits().direct(keys.range(), rows)) {
            return new RowCells(keys::cells, (int) keys.range(), rows, work);
        }
        PartitionedCells numbered = PartitionedCells.of(keys, work);
        int[] ofRow = numbered.ofRow();
        return new RowCells(
                (from, count, out) -> System.arraycopy(ofRow, from, out, 0, count), numbered.size(), rows, work);
    }

    /** Cells are from 0 to here, exclusive. */
    int size() {
        return size;
    }

    int rows() {
        return rows;
    }

    /** Goes over all rows in their order, on this thread. */
    void each(Body body) {
        int[] block = new int[BLOCK];
        for (int from = 0; from < rows; from += BLOCK) {
            if (from % GroupWork.STEP == 0) {
                work.watch().step(from, rows, "rows");
            }
            int count = Math.min(BLOCK, rows - from);
            cells.fill(from, count, block);
            body.run(from, count, block);
        }
    }
}
