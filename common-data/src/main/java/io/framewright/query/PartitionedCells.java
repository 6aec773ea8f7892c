package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are hashed. Rows are arranged in partitions first, each with a table that fits a cache; the cells of a
 * partition are numbered one after the other, so threads share the tallies and nothing is merged. The rows of a group
 * come in their order: so a sum does not depend on the cores.
 */
final class PartitionedCells implements GroupCells {
    private final Arrangement partitions;
    private final GroupWork work;
    /** The cell of the row at each place. */
    private final int[] cellAt;
    /** The first cell of each partition, and the number of all. */
    private final int[] bases;
    /** Of each cell. */
    private final int[] firstRows;

    /** Kept, as the column of a standard deviation is gone over twice. */
    private @Nullable ColumnData lastColumn;

    private @Nullable ColumnData lastArranged;

    private PartitionedCells(Arrangement partitions, GroupWork work, int[] cellAt, int[] bases, int[] firstRows) {
        this.partitions = partitions;
        this.work = work;
        this.cellAt = cellAt;
        this.bases = bases;
        this.firstRows = firstRows;
    }

    static PartitionedCells of(GroupKeys keys, GroupWork work) {
        Arrangement partitions = Arrangement.byHash(keys, work);
        int[] cellAt = new int[keys.rows()];
        int[][] firstPlaces = numbered(partitions, partitions.codes(keys), cellAt, work);
        int[] bases = new int[firstPlaces.length + 1];
        for (int partition = 0; partition < firstPlaces.length; partition++) {
            bases[partition + 1] = bases[partition] + firstPlaces[partition].length;
        }
        int[] firstRows = new int[bases[firstPlaces.length]];
        int[] rowAt = partitions.rowAt();
        work.cores().run(firstPlaces.length, partition -> {
            int base = bases[partition];
            for (int place = partitions.start(partition); place < partitions.end(partition); place++) {
                cellAt[place] += base;
            }
            int[] places = firstPlaces[partition];
            for (int cell = 0; cell < places.length; cell++) {
                firstRows[base + cell] = rowAt[places[cell]];
            }
        });
        return new PartitionedCells(partitions, work, cellAt, bases, firstRows);
    }

    /** Numbers the keys of each partition from 0 on; gives the first place of each. */
    private static int[][] numbered(Arrangement partitions, long[] codes, int[] cellAt, GroupWork work) {
        int[][] firstPlaces = new int[partitions.count()][];
        Queue<LongTable> tables = new ConcurrentLinkedQueue<>();
        work.cores().run(partitions.count(), partition -> {
            work.check();
            @Nullable LongTable used = tables.poll();
            int rows = partitions.end(partition) - partitions.start(partition);
            LongTable table = used == null || used.room() > 4096 + 4 * rows ? new LongTable(1024) : used;
            table.clear();
            firstPlaces[partition] =
                    numbered(codes, partitions.start(partition), partitions.end(partition), table, cellAt, work);
            tables.add(table);
        });
        return firstPlaces;
    }

    private static int[] numbered(long[] codes, int from, int to, LongTable table, int[] cellAt, GroupWork work) {
        int[] firstPlaces = new int[64];
        int count = 0;
        int check = from + GroupWork.STEP;
        for (int place = from; place < to; place++) {
            int cell = table.number(codes[place]);
            cellAt[place] = cell;
            if (cell == count) {
                if (count == firstPlaces.length) {
                    firstPlaces = Arrays.copyOf(firstPlaces, Math.min(2 * count, to - from));
                }
                firstPlaces[count++] = place;
            }
            if (place == check) {
                work.check();
                check += GroupWork.STEP;
            }
        }
        return Arrays.copyOf(firstPlaces, count);
    }

    @Override
    public int size() {
        return firstRows.length;
    }

    /** The cell of each row, in the order of the rows. */
    int[] ofRow() {
        if (partitions.count() == 1) {
            return cellAt;
        }
        int[] rowAt = partitions.rowAt();
        int[] ofRow = new int[rowAt.length];
        work.cores().run(partitions.count(), partition -> {
            for (int place = partitions.start(partition); place < partitions.end(partition); place++) {
                ofRow[rowAt[place]] = cellAt[place];
            }
        });
        return ofRow;
    }

    /** Column by column, so that no more than one is there arranged. */
    @Override
    public Map<Measure, Tally> tally(Collection<Measure> measures) {
        Map<Measure, Tally> made = new HashMap<>();
        List<Measure> left = new ArrayList<>(measures);
        while (!left.isEmpty()) {
            @Nullable ColumnData column = left.get(0).column();
            List<Measure> same =
                    left.stream().filter(measure -> measure.column() == column).toList();
            left.removeAll(same);
            @Nullable ColumnData arranged = column == null ? null : arranged(column);
            List<Tally> tallies = new ArrayList<>();
            same.forEach(measure -> {
                Tally tally = measure.over(arranged, size(), work);
                tallies.add(tally);
                made.put(measure, tally);
            });
            work.cores().run(partitions.count(), partition -> tallies.forEach(tally -> over(partition, tally)));
        }
        return made;
    }

    private ColumnData arranged(ColumnData column) {
        ColumnData arranged = lastArranged;
        if (column != lastColumn || arranged == null) {
            lastArranged = null;
            arranged = partitions.arranged(column);
            lastColumn = column;
            lastArranged = arranged;
        }
        return arranged;
    }

    private void over(int partition, Tally tally) {
        work.check();
        int from = partitions.start(partition);
        int to = partitions.end(partition);
        if (tally instanceof WholeTally whole) {
            whole.over(cellAt, from, to, bases[partition], bases[partition + 1]);
            return;
        }
        RunningTally running = (RunningTally) tally;
        for (int step = from; step < to; step += GroupWork.STEP) {
            work.check();
            running.add(cellAt, step, step, Math.min(GroupWork.STEP, to - step));
        }
    }

    @Override
    public Groups groups() {
        return Groups.inOrder(firstRows, cellAt.length, work);
    }
}
