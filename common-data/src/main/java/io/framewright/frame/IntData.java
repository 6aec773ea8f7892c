package io.framewright.frame;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** INTEGER, LOCAL_DATE and LOCAL_TIME: one int a row; dates and times packed as {@link Packed} says. */
public final class IntData implements ColumnData {
    /** What stands for a missing value. */
    public static final int MISSING = Integer.MIN_VALUE;

    private final ColumnType type;
    private final int[] values;
    private final int size;
    private volatile int missing = -1;
    private volatile @Nullable Bounds bounds;

    private IntData(ColumnType type, int[] values, int size) {
        this.type = type;
        this.values = values;
        this.size = size;
    }

    /** The first {@code size} of these values, which belong to the column from now on. */
    public static IntData of(ColumnType type, int[] values, int size) {
        if (type != ColumnType.INTEGER && type != ColumnType.LOCAL_DATE && type != ColumnType.LOCAL_TIME) {
            throw new IllegalArgumentException(type + " is not kept in such an array");
        }
        return new IntData(type, values, size);
    }

    /** All of these values, which belong to the column from now on. */
    public static IntData of(ColumnType type, int... values) {
        return of(type, values, values.length);
    }

    static IntData missing(ColumnType type, int size) {
        int[] values = new int[size];
        Arrays.fill(values, MISSING);
        return of(type, values, size);
    }

    /** The values; read only, and only the first {@link #size()}. */
    public int[] values() {
        return values;
    }

    @Override
    public ColumnType type() {
        return type;
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

    /** Between what the values lie: as this scan of them says, or one before it, as they never change. */
    public Bounds bounds(Supplier<Bounds> scan) {
        Bounds known = bounds;
        if (known == null) {
            known = scan.get();
            bounds = known;
        }
        return known;
    }

    @Override
    public @Nullable Object get(int row) {
        return isMissing(row) ? null : boxed(values[row]);
    }

    @Override
    public IntData take(int[] rows, int count) {
        int[] taken = new int[count];
        for (int i = 0; i < count; i++) {
            taken[i] = values[rows[i]];
        }
        return new IntData(type, taken, count);
    }

    @Override
    public Taking taking(int count) {
        int[] taken = new int[count];
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
            public IntData taken() {
                return new IntData(type, taken, count);
            }
        };
    }

    @Override
    public IntData slice(int from, int to) {
        return new IntData(type, Arrays.copyOfRange(values, from, to), to - from);
    }

    @Override
    public long memoryBytes() {
        return 16L + 4L * values.length;
    }

    private Object boxed(int value) {
        if (type == ColumnType.LOCAL_DATE) {
            return Packed.date(value);
        }
        return type == ColumnType.LOCAL_TIME ? Packed.time(value) : (Object) value;
    }
}
