package io.framewright.frame;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** BOOLEAN: one byte a row, 1 for true and 0 for false. */
public final class BooleanData implements ColumnData {
    /** What stands for a missing value. */
    public static final byte MISSING = Byte.MIN_VALUE;

    private final byte[] values;
    private final int size;
    private volatile int missing = -1;

    private BooleanData(byte[] values, int size) {
        this.values = values;
        this.size = size;
    }

    /** The first {@code size} of these values, which belong to the column from now on. */
    public static BooleanData of(byte[] values, int size) {
        return new BooleanData(values, size);
    }

    /** All of these values, which belong to the column from now on. */
    public static BooleanData of(byte... values) {
        return of(values, values.length);
    }

    static BooleanData missing(int size) {
        byte[] values = new byte[size];
        Arrays.fill(values, MISSING);
        return of(values, size);
    }

    /** The values; read only, and only the first {@link #size()}. */
    public byte[] values() {
        return values;
    }

    @Override
    public ColumnType type() {
        return ColumnType.BOOLEAN;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == MISSING;
    }

    @Override
    public int missing() {
        if (missing < 0) {
            int count = 0;
            for (int row = 0; row < size; row++) {
                count += values[row] == MISSING ? 1 : 0;
            }
            missing = count;
        }
        return missing;
    }

    @Override
    public @Nullable Object get(int row) {
        return isMissing(row) ? null : (Object) (values[row] == 1);
    }

    @Override
    public BooleanData take(int[] rows, int count) {
        byte[] taken = new byte[count];
        for (int i = 0; i < count; i++) {
            taken[i] = values[rows[i]];
        }
        return new BooleanData(taken, count);
    }

    @Override
    public Taking taking(int count) {
        byte[] taken = new byte[count];
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
            public BooleanData taken() {
                return new BooleanData(taken, count);
            }
        };
    }

    @Override
    public BooleanData slice(int from, int to) {
        return new BooleanData(Arrays.copyOfRange(values, from, to), to - from);
    }

    @Override
    public long memoryBytes() {
        return 16L + 1L * values.length;
    }
}
