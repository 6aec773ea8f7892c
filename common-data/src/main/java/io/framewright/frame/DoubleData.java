package io.framewright.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** DOUBLE: one double a row, where any NaN is a missing value. */
public final class DoubleData implements ColumnData {
    /** What stands for a missing value. */
    public static final double MISSING = Double.NaN;

    private final double[] values;
    private final int size;
    private volatile int missing = -1;

    private DoubleData(double[] values, int size) {
        this.values = values;
        this.size = size;
    }

    /** The first {@code size} of these values, which belong to the column from now on. */
    public static DoubleData of(double[] values, int size) {
        return new DoubleData(values, size);
    }

    /** All of these values, which belong to the column from now on. */
    public static DoubleData of(double... values) {
        return of(values, values.length);
    }

    static DoubleData missing(int size) {
        double[] values = new double[size];
        Arrays.fill(values, MISSING);
        return of(values, size);
    }

    /** The values; read only, and only the first {@link #size()}. */
    public double[] values() {
        return values;
    }

    @Override
    public ColumnType type() {
        return ColumnType.DOUBLE;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public int missing() {
        if (missing < 0) {
            int count = 0;
            for (int row = 0; row < size; row++) {
                count += Double.isNaN(values[row]) ? 1 : 0;
            }
            missing = count;
        }
        return missing;
    }

    @Override
    public @Nullable Object get(int row) {
        return isMissing(row) ? null : (Object) values[row];
    }

    @Override
    public DoubleData take(int[] rows, int count) {
        double[] taken = new double[count];
        for (int i = 0; i < count; i++) {
            taken[i] = values[rows[i]];
        }
        return new DoubleData(taken, count);
    }

    @Override
    public Taking taking(int count) {
        double[] taken = new double[count];
        return new Taking() {
            @Override
            public void put(int[] rows, int from, int to, int at) {
                int shift = at - from;
                for (int i = from; i < to; i++) {
                    int row = rows[i];
                    taken[i + shift] = row < 0 ? MISSING : values[row];
                }
            }

            @Override
            public DoubleData taken() {
                return new DoubleData(taken, count);
            }
        };
    }

    @Override
    public DoubleData slice(int from, int to) {
        return new DoubleData(Arrays.copyOfRange(values, from, to), to - from);
    }

    @Override
    public long memoryBytes() {
        return 16L + 8L * values.length;
    }
}
