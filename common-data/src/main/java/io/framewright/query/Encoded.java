package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A column as columns of numbers. In each row one of them at most is not 0. Immutable and thread-safe. */
sealed interface Encoded permits Encoded.Number, Encoded.Label, Encoded.OneHot {
    /** How many columns of numbers. */
    default int width() {
        return 1;
    }

    /** Which of the columns may be other than 0 in a row. */
    default int place(int row) {
        return 0;
    }

    /** What stands there. */
    double value(int row);

    /** Bytes a row of {@link #columns}, of arrays that are made for them. */
    long bytesPerRow();

    /** The columns, under these names. */
    List<Column> columns(List<String> names, RowChunks chunks);

    /**
     * Numbers, dates and times as {@link NumberLine} has them.
     *
     * @param at their number by row
     * @param fill what stands for a missing one; null if none is missing
     */
    record Number(
            ColumnData data,
            IntToDoubleFunction at,
            @Nullable Double fill) implements Encoded {
        static Number of(ColumnData data, @Nullable Double fill) {
            return new Number(data, NumberLine.at(data), fill);
        }

        @Override
        public double value(int row) {
            double number = at.applyAsDouble(row);
            return fill != null && Double.isNaN(number) ? fill : number;
        }

        /** Whether the column can stand as it is. */
        private boolean asItIs() {
            return data.type().isNumber() && fill == null;
        }

        private boolean isWhole() {
            return fill == null && (data instanceof BooleanData || data.type() == ColumnType.LOCAL_DATE);
        }

        @Override
        public long bytesPerRow() {
            return asItIs() ? 0 : isWhole() ? Integer.BYTES : Double.BYTES;
        }

        @Override
        public List<Column> columns(List<String> names, RowChunks chunks) {
            return List.of(
                    new Column(names.get(0), asItIs() ? data : isWhole() ? ints(this, data, chunks) : doubles(chunks)));
        }

        private ColumnData doubles(RowChunks chunks) {
            double[] doubles = new double[data.size()];
            chunks.each(doubles.length, (chunk, from, to) -> {
                for (int row = from; row < to; row++) {
                    doubles[row] = value(row);
                }
            });
            return DoubleData.of(doubles);
        }
    }

    /** Texts as the numbers of their categories. */
    record Label(Categories categories) implements Encoded {
        @Override
        public double value(int row) {
            return categories.number(row);
        }

        @Override
        public long bytesPerRow() {
            return Integer.BYTES;
        }

        @Override
        public List<Column> columns(List<String> names, RowChunks chunks) {
            return List.of(new Column(names.get(0), ints(this, categories.texts(), chunks)));
        }
    }

    /** Texts as a column for each category. */
    record OneHot(Categories categories) implements Encoded {
        @Override
        public int width() {
            return categories.values().size();
        }

        @Override
        public int place(int row) {
            return categories.number(row);
        }

        @Override
        public double value(int row) {
            return 1;
        }

        @Override
        public long bytesPerRow() {
            return (long) Integer.BYTES * width();
        }

        @Override
        public List<Column> columns(List<String> names, RowChunks chunks) {
            int rows = categories.texts().size();
            int[][] hot = new int[width()][rows];
            chunks.each(rows, (chunk, from, to) -> {
                for (int row = from; row < to; row++) {
                    hot[place(row)][row] = 1;
                }
            });
            List<Column> columns = new ArrayList<>();
            for (int place = 0; place < hot.length; place++) {
                columns.add(new Column(names.get(place), IntData.of(ColumnType.INTEGER, hot[place])));
            }
            return columns;
        }
    }

    private static ColumnData ints(Encoded encoded, ColumnData data, RowChunks chunks) {
        int[] ints = new int[data.size()];
        chunks.each(ints.length, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                ints[row] = (int) encoded.value(row);
            }
        });
        return IntData.of(ColumnType.INTEGER, ints);
    }
}
