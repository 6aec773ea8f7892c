package io.framewright.query;

import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnData.Taking;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.List;

/** Makes a frame of some rows of another one, on several cores. */
final class RowGather {
    /** Rows of which the numbers stay in the nearest cache while one column after the other is read. */
    private static final int BLOCK = 4096;

    /** From so many rows of so many columns on it pays to put them into their places by way of parts. */
    private static final int LARGE = 1 << 21;

    private static final int COLUMNS = 3;

    /** Unless most rows lie near the row before them: so many are looked at. */
    private static final int SAMPLES = 1024;

    private static final int NEAR = 1024;
    private static final int FAR_SHARE = 4;

    private RowGather() {}

    /** The rows of a selection. */
    static Frame selected(Frame frame, Selection rows, RowChunks chunks) {
        if (rows.count() == frame.rowCount()) {
            return frame;
        }
        Taking[] taken = taking(frame, rows.count(), chunks);
        chunks.eachPart(rows.parts(), part -> rows.take(part, taken, BLOCK));
        return frame(frame, taken, chunks);
    }

    /** The first {@code count} of these rows, which ascend: all columns of a few rows before the next rows. */
    static Frame ascending(Frame frame, int[] rows, int count, RowChunks chunks) {
        if (count == frame.rowCount()) {
            return frame;
        }
        Taking[] taken = taking(frame, count, chunks);
        chunks.each(count, (chunk, from, to) -> {
            for (int block = from; block < to; block += BLOCK) {
                for (Taking column : taken) {
                    column.put(rows, block, Math.min(to, block + BLOCK));
                }
            }
        });
        return frame(frame, taken, chunks);
    }

    /** The first {@code count} of these rows in any order: column by column, as no two of them fit a cache. */
    static Frame scattered(Frame frame, int[] rows, int count, RowChunks chunks) {
        Taking[] taken = taking(frame, count, chunks);
        int perColumn = chunks.count(count);
        chunks.eachPart(taken.length * perColumn, part -> {
            int from = part % perColumn * chunks.size();
            taken[part / perColumn].put(rows, from, from + Math.min(chunks.size(), count - from));
        });
        return frame(frame, taken, chunks);
    }

    /** All rows in this order, which has each of them once. */
    static Frame reordered(Frame frame, int[] order, RowChunks chunks) {
        if (isSame(order)) {
            return frame;
        }
        int far = 0;
        for (int i = 1; i < order.length; i += order.length / SAMPLES + 1) {
            far += Math.abs(order[i] - order[i - 1]) > NEAR ? 1 : 0;
        }
        return order.length >= LARGE
                        && far > SAMPLES / FAR_SHARE
                        && frame.data().size() >= COLUMNS
                ? Reordering.of(frame, order, chunks)
                : scattered(frame, order, order.length, chunks);
    }

    private static boolean isSame(int[] order) {
        for (int i = 0; i < order.length; i++) {
            if (order[i] != i) {
                return false;
            }
        }
        return true;
    }

    /** Arrays are made on all cores too, as they are filled with zeros. */
    private static Taking[] taking(Frame frame, int count, RowChunks chunks) {
        List<Column> columns = frame.data();
        Taking[] taking = new Taking[columns.size()];
        chunks.cores().run(taking.length, i -> taking[i] = columns.get(i).data().taking(count));
        return taking;
    }

    private static Frame frame(Frame frame, Taking[] taking, RowChunks chunks) {
        ColumnData[] made = new ColumnData[taking.length];
        chunks.cores().run(made.length, i -> made[i] = taking[i].taken());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < made.length; i++) {
            columns.add(new Column(frame.data().get(i).name(), made[i]));
        }
        return frame.withColumns(columns);
    }
}
