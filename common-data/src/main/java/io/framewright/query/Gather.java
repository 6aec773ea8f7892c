package io.framewright.query;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnData.Taking;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes rows of columns on all cores, a chunk of a column at a time. Columns of which all rows are taken are shared.
 */
final class Gather {
    private Gather() {}

    /** A column of the result: the values of these rows. */
    record Pick(String name, ColumnData data, RowList rows) {}

    /** The columns, in the order of the picks; all of one length. */
    static List<Column> columns(List<Pick> picks, RowChunks chunks) {
        List<Pick> copied = picks.stream().filter(pick -> !pick.rows().all()).toList();
        List<Taking> takings = copied.stream()
                .map(pick -> pick.data().taking(pick.rows().count()))
                .toList();
        int rows = copied.isEmpty() ? 0 : copied.get(0).rows().count();
        int ranges = chunks.count(rows);
        long work = (long) rows * copied.size();
        chunks.share(Math.multiplyExact(ranges, copied.size()), work, part -> {
            int column = part / ranges;
            int from = part % ranges * chunks.size();
            int to = (int) Math.min(rows, (long) from + chunks.size());
            takings.get(column).put(copied.get(column).rows().rows(), from, to);
        });
        ColumnData[] taken = new ColumnData[takings.size()];
        chunks.share(
                taken.length,
                work,
                column -> taken[column] = takings.get(column).taken());
        List<Column> columns = new ArrayList<>(picks.size());
        int next = 0;
        for (Pick pick : picks) {
            columns.add(new Column(pick.name(), pick.rows().all() ? pick.data() : taken[next++]));
        }
        return columns;
    }
}
