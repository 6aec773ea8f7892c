package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import java.util.function.IntToDoubleFunction;

/**
 * The values of a column as numbers: false is 0 and true 1; a date is days since 1970-01-01, a time is seconds of the
 * day, a date with time and an instant are seconds since 1970-01-01T00:00 (UTC); with fractions where there are any. A
 * LONG becomes the nearest DOUBLE. Missing is NaN.
 */
final class NumberLine {
    private NumberLine() {}

    /** Whether values of this type have numbers: all but texts. */
    static boolean has(ColumnType type) {
        return type != ColumnType.STRING;
    }

    /** A number a row; the column's own array if it is DOUBLE: read only. */
    static double[] of(ColumnData data, RowChunks chunks) {
        if (data instanceof DoubleData doubles) {
            return doubles.values();
        }
        double[] numbers = new double[data.size()];
        fill(data, numbers, chunks);
        return numbers;
    }

    private static void fill(ColumnData data, double[] numbers, RowChunks chunks) {
        IntToDoubleFunction at = at(data);
        chunks.each(numbers.length, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                numbers[row] = at.applyAsDouble(row);
            }
        });
    }

    /** The number of one row. */
    static IntToDoubleFunction at(ColumnData data) {
        if (data instanceof DoubleData doubles) {
            double[] values = doubles.values();
            return row -> values[row];
        }
        if (data instanceof BooleanData booleans) {
            byte[] values = booleans.values();
            return row -> values[row] == BooleanData.MISSING ? Double.NaN : values[row];
        }
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            return switch (ints.type()) {
                case LOCAL_DATE -> row -> values[row] == IntData.MISSING ? Double.NaN : Packed.epochDay(values[row]);
                case LOCAL_TIME -> row -> values[row] == IntData.MISSING ? Double.NaN : Packed.secondOfDay(values[row]);
                default -> row -> values[row] == IntData.MISSING ? Double.NaN : values[row];
            };
        }
        long[] values = ((LongData) data).values();
        return data.type() == ColumnType.LONG
                ? row -> values[row] == LongData.MISSING ? Double.NaN : values[row]
                : row -> values[row] == LongData.MISSING ? Double.NaN : Packed.epochSecond(values[row]);
    }
}
