package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are themselves the index into the tallies. Chunks of rows have tallies of their own, which are merged in
 * the order of the rows: so a sum does not depend on the cores. In a chunk, a block of rows is given its cells, and
 * then each tally goes over the block.
 */
final class DirectCells implements GroupCells {
    private static final int MERGED_AT_ONCE = 1 << 14;
    private static final int WHOLE_AT_ONCE = 64;
    private static final int[] NOT_ASKED = {};

    private final GroupKeys keys;
    private final GroupWork work;
    private final int size;
    private final int chunks;
    private int @Nullable [] firstRows;
    private @Nullable Arrangement arrangement;

    DirectCells(GroupKeys keys, GroupWork work) {
        this.keys = keys;
        this.work = work;
        this.size = (int) keys.range();
        this.chunks = work.limits().chunks(size, keys.rows());
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Map<Measure, Tally> tally(Collection<Measure> measures) {
        List<Measure> all =
                measures.stream().filter(measure -> !measure.whole()).toList();
        boolean ordered = firstRows != null;
        RunningTally[][] tallies = new RunningTally[chunks][];
        work.ranges(chunks, keys.rows(), (chunk, from, to) -> {
            RunningTally[] own = new RunningTally[all.size() + (ordered ? 0 : 1)];
            for (int i = 0; i < all.size(); i++) {
                own[i] = (RunningTally) all.get(i).over(all.get(i).column(), size, work);
            }
            if (!ordered) {
                own[all.size()] = EndTally.firstRows(size);
            }
            over(own, from, to);
            tallies[chunk] = own;
        });
        merge(tallies);
        Map<Measure, Tally> made = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            made.put(all.get(i), tallies[0][i]);
        }
        if (!ordered) {
            firstRows = ((EndTally) tallies[0][all.size()]).rows();
        }
        measures.stream().filter(Measure::whole).forEach(measure -> made.put(measure, whole(measure)));
        return made;
    }

    private WholeTally whole(Measure measure) {
        Arrangement byCell = arrangement;
        if (byCell == null) {
            byCell = Arrangement.byCell(keys, work);
            arrangement = byCell;
        }
        Arrangement places = byCell;
        ColumnData column = places.arranged(Objects.requireNonNull(measure.column()));
        WholeTally tally = (WholeTally) measure.over(column, size, work);
        work.ranges((size - 1) / WHOLE_AT_ONCE + 1, size, (range, from, to) -> {
            for (int cell = from; cell < to; cell++) {
                if (places.start(cell) < places.end(cell)) {
                    work.check();
                    tally.over(NOT_ASKED, places.start(cell), places.end(cell), cell, cell + 1);
                }
            }
        });
        return tally;
    }

    private void over(RunningTally[] tallies, int from, int to) {
        int[] cells = new int[GroupKeys.BLOCK];
        int check = from + GroupWork.STEP;
        for (int block = from; block < to; block += GroupKeys.BLOCK) {
            int count = Math.min(GroupKeys.BLOCK, to - block);
            keys.cells(block, count, cells);
            for (RunningTally tally : tallies) {
                tally.add(cells, 0, block, count);
            }
            if (block >= check) {
                work.check();
                check = block + GroupWork.STEP;
            }
        }
    }

    private void merge(RunningTally[][] tallies) {
        if (chunks == 1) {
            return;
        }
        work.ranges((size - 1) / MERGED_AT_ONCE + 1, size, (range, from, to) -> {
            for (int i = 0; i < tallies[0].length; i++) {
                for (int chunk = 1; chunk < chunks; chunk++) {
                    tallies[0][i].merge(tallies[chunk][i], from, to);
                }
            }
        });
    }

    @Override
    public Groups groups() {
        if (firstRows == null) {
            tally(List.of());
        }
        return Groups.inOrder(Objects.requireNonNull(firstRows), keys.rows(), work);
    }
}
