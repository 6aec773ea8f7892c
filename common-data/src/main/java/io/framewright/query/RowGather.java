package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

    /** One column on its way: the loop that fills its array, and the column once it is full. */
    private record Taken(Loop loop, Supplier<ColumnData> column) {
        @FunctionalInterface
        interface Loop {
            void run(int[] rows, int from, int to);
        }
    }

    /** The first {@code count} of these rows, which ascend: all columns of a few rows before the next rows. */
    static Frame ascending(Frame frame, int[] rows, int count, RowChunks chunks) {
        if (count == frame.rowCount()) {
            return frame;
        }
        Taken[] taken = taken(frame, count, chunks);
        chunks.each(count, (chunk, from, to) -> {
            for (int block = from; block < to; block += BLOCK) {
                for (Taken column : taken) {
                    column.loop().run(rows, block, Math.min(to, block + BLOCK));
                }
            }
        });
        return frame(frame, taken, chunks);
    }

    /** The first {@code count} of these rows in any order: column by column, as no two of them fit a cache. */
    static Frame scattered(Frame frame, int[] rows, int count, RowChunks chunks) {
        Taken[] taken = taken(frame, count, chunks);
        int perColumn = chunks.count(count);
        chunks.eachPart(taken.length * perColumn, part -> {
            int from = part % perColumn * chunks.size();
            taken[part / perColumn].loop().run(rows, from, from + Math.min(chunks.size(), count - from));
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
    private static Taken[] taken(Frame frame, int count, RowChunks chunks) {
        List<Column> columns = frame.data();
        Taken[] taken = new Taken[columns.size()];
        chunks.cores().run(taken.length, i -> taken[i] = of(columns.get(i).data(), count));
        return taken;
    }

    private static Frame frame(Frame frame, Taken[] taken, RowChunks chunks) {
        ColumnData[] made = new ColumnData[taken.length];
        chunks.cores().run(made.length, i -> made[i] = taken[i].column().get());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < made.length; i++) {
            columns.add(new Column(frame.data().get(i).name(), made[i]));
        }
        return frame.withColumns(columns);
    }

    private static Taken of(ColumnData data, int count) {
        if (data instanceof IntData ints) {
            int[] to = new int[count];
            return new Taken(
                    (rows, start, end) -> gather(ints.values(), rows, to, start, end),
                    () -> IntData.of(ints.type(), to, count));
        }
        if (data instanceof LongData longs) {
            long[] to = new long[count];
            return new Taken(
                    (rows, start, end) -> gather(longs.values(), rows, to, start, end),
                    () -> LongData.of(longs.type(), to, count));
        }
        if (data instanceof DoubleData doubles) {
            double[] to = new double[count];
            return new Taken(
                    (rows, start, end) -> gather(doubles.values(), rows, to, start, end),
                    () -> DoubleData.of(to, count));
        }
        if (data instanceof BooleanData booleans) {
            byte[] to = new byte[count];
            return new Taken(
                    (rows, start, end) -> gather(booleans.values(), rows, to, start, end),
                    () -> BooleanData.of(to, count));
        }
        TextData texts = (TextData) data;
        int[] to = new int[count];
        return new Taken(
                (rows, start, end) -> gather(texts.codes(), rows, to, start, end),
                () -> TextData.of(texts.words(), to, count).compact());
    }

    private static void gather(int[] values, int[] rows, int[] to, int start, int end) {
        for (int i = start; i < end; i++) {
            to[i] = values[rows[i]];
        }
    }

    private static void gather(long[] values, int[] rows, long[] to, int start, int end) {
        for (int i = start; i < end; i++) {
            to[i] = values[rows[i]];
        }
    }

    private static void gather(double[] values, int[] rows, double[] to, int start, int end) {
        for (int i = start; i < end; i++) {
            to[i] = values[rows[i]];
        }
    }

    private static void gather(byte[] values, int[] rows, byte[] to, int start, int end) {
        for (int i = start; i < end; i++) {
            to[i] = values[rows[i]];
        }
    }
}
