package io.framewright.frame;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** LONG, LOCAL_DATE_TIME and INSTANT: one long a row; dates with times packed as {@link Packed} says. */
public final class LongData implements ColumnData {
    /** What stands for a missing value. */
    public static final long MISSING = Long.MIN_VALUE;

    private final ColumnType type;
    private final long[] values;
    private final int size;
    private volatile int missing = -1;
    private volatile @Nullable Bounds bounds;

    private LongData(ColumnType type, long[] values, int size) {
        this.type = type;
        this.values = values;
        this.size = size;
    }

    /** The first {@code size} of these values, which belong to the column from now on. */
    public static LongData of(ColumnType type, long[] values, int size) {
        if (type != ColumnType.LONG && type != ColumnType.LOCAL_DATE_TIME && type != ColumnType.INSTANT) {
            throw new IllegalArgumentException(type + " is not kept in such an array");
        }
        return new LongData(type, values, size);
    }

    /** All of these values, which belong to the column from now on. */
    public static LongData of(ColumnType type, long... values) {
        return of(type, values, values.length);
    }

    static LongData missing(ColumnType type, int size) {
        long[] values = new long[size];
        Arrays.fill(values, MISSING);
        return of(type, values, size);
    }

    /** The values; read only, and only the first {@link #size()}. */
    public long[] values() {
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
    public LongData take(int[] rows, int count) {
        long[] taken = new long[count];
        for (int i = 0; i < count; i++) {
            taken[i] = values[rows[i]];
        }
        return new LongData(type, taken, count);
    }

    @Override
    public Taking taking(int count) {
        long[] taken = new long[count];
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
            public LongData taken() {
                return new LongData(type, taken, count);
            }
        };
    }

    @Override
    public LongData slice(int from, int to) {
        return new LongData(type, Arrays.copyOfRange(values, from, to), to - from);
    }

    @Override
    public long memoryBytes() {
        return 16L + 8L * values.length;
    }

    private Object boxed(long value) {
        if (type == ColumnType.LOCAL_DATE_TIME) {
            return Packed.dateTime(value);
        }
        return type == ColumnType.INSTANT ? Packed.instant(value) : (Object) value;
    }
}
