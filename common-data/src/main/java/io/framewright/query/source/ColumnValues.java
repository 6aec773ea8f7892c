package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column that is filled value by value from a source that knows its types. The least int, which marks missing values,
 * widens a column of INTEGER to LONG. What a frame cannot hold is refused, never changed. Not thread-safe.
 */
final class ColumnValues {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE + 1);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final String name;
    private final MemoryBudget budget;
    private final WordsBuilder words;
    private ColumnType type;
    private int size;
    private int[] ints = {};
    private long[] longs = {};
    private double[] doubles = {};
    private byte[] bytes = {};

    ColumnValues(String name, ColumnType type, MemoryBudget budget) {
        this.name = name;
        this.type = type;
        this.budget = budget;
        this.words = new WordsBuilder(budget);
    }

    void missing() {
        switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> put(IntData.MISSING);
            case LONG, LOCAL_DATE_TIME, INSTANT -> put(LongData.MISSING);
            case DOUBLE -> put(Double.NaN);
            case BOOLEAN -> put(BooleanData.MISSING);
            case STRING -> {
                words.addMissing();
                size++;
            }
        }
    }

    /** Adds to INTEGER or LONG. */
    void whole(long value) {
        if (type == ColumnType.INTEGER && (value <= Integer.MIN_VALUE || value > Integer.MAX_VALUE)) {
            widenToLong();
        }
        if (type == ColumnType.INTEGER) {
            put((int) value);
        } else {
            put(held(value, value));
        }
    }

    /** Adds to LONG, which becomes DOUBLE with the first value that is not whole or does not fit. */
    void decimal(BigDecimal value) {
        if (type == ColumnType.LONG && value.scale() <= 0) {
            BigInteger whole = value.toBigInteger();
            if (whole.compareTo(LEAST) >= 0 && whole.compareTo(GREATEST) <= 0) {
                put(whole.longValue());
                return;
            }
        }
        real(value.doubleValue());
    }

    /** Adds to DOUBLE, or to LONG, which becomes it. NaN is missing. */
    void real(double value) {
        if (type == ColumnType.LONG) {
            widenToDouble();
        }
        put(value);
    }

    void truth(boolean value) {
        put((byte) (value ? 1 : 0));
    }

    void date(LocalDate value) {
        put(held(Packed.of(value), value));
    }

    void time(LocalTime value) {
        put(Packed.of(value));
    }

    void dateTime(LocalDateTime value) {
        put(held(Packed.of(value), value));
    }

    void instant(Instant value) {
        put(held(Packed.of(value), value));
    }

    void text(String value, int maxLength) {
        if (value.length() > maxLength) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "Row " + (size + 1L) + ", column '" + name + "' has more than " + maxLength
                            + " characters, the limit of a cell.",
                    Map.of("maxCellLength", maxLength));
        }
        words.add(value);
        size++;
    }

    /** Makes room for so many values in all; a guess. */
    void expect(int rows) {
        if (rows <= size || !budget.has((long) rows * Long.BYTES)) {
            return;
        }
        switch (type) {
            case INTEGER -> ints = Arrays.copyOf(ints, grown(ints.length, rows, Integer.BYTES));
            case LONG -> longs = Arrays.copyOf(longs, grown(longs.length, rows, Long.BYTES));
            case DOUBLE -> doubles = Arrays.copyOf(doubles, grown(doubles.length, rows, Double.BYTES));
            default -> {
                // The others are put one by one.
            }
        }
    }

    /**
     * Adds values that stand in a buffer, one behind the other, as this column keeps them: ints of INTEGER, longs of
     * LONG, doubles of DOUBLE. False, and nothing is added, if one of them is the mark of a missing value, or if the
     * column is of another type.
     *
     * @param bits of one value
     */
    boolean copy(ByteBuffer from, int count, int bits) {
        if (bits != (type == ColumnType.INTEGER ? Integer.SIZE : Long.SIZE)) {
            return false;
        }
        switch (type) {
            case INTEGER -> {
                if (ints.length - size < count) {
                    ints = Arrays.copyOf(ints, grown(ints.length, size + count, Integer.BYTES));
                }
                from.asIntBuffer().get(ints, size, count);
                for (int i = size; i < size + count; i++) {
                    if (ints[i] == IntData.MISSING) {
                        return false;
                    }
                }
            }
            case LONG -> {
                if (longs.length - size < count) {
                    longs = Arrays.copyOf(longs, grown(longs.length, size + count, Long.BYTES));
                }
                from.asLongBuffer().get(longs, size, count);
                for (int i = size; i < size + count; i++) {
                    if (longs[i] == LongData.MISSING) {
                        return false;
                    }
                }
            }
            case DOUBLE -> {
                if (doubles.length - size < count) {
                    doubles = Arrays.copyOf(doubles, grown(doubles.length, size + count, Double.BYTES));
                }
                from.asDoubleBuffer().get(doubles, size, count);
            }
            default -> {
                return false;
            }
        }
        size += count;
        return true;
    }

    /** The column; its arrays are its own from then on. */
    Column toColumn() {
        ColumnData data = switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME ->
                IntData.of(type, Growth.isSnug(size, ints.length) ? ints : Arrays.copyOf(ints, size), size);
            case LONG, LOCAL_DATE_TIME, INSTANT ->
                LongData.of(type, Growth.isSnug(size, longs.length) ? longs : Arrays.copyOf(longs, size), size);
            case DOUBLE ->
                DoubleData.of(Growth.isSnug(size, doubles.length) ? doubles : Arrays.copyOf(doubles, size), size);
            case BOOLEAN -> BooleanData.of(Arrays.copyOf(bytes, size), size);
            case STRING -> words.toData();
        };
        return new Column(name, data);
    }

    private int held(int packed, Object value) {
        if (packed == IntData.MISSING) {
            throw beyond(value);
        }
        return packed;
    }

    private long held(long packed, Object value) {
        if (packed == LongData.MISSING) {
            throw beyond(value);
        }
        return packed;
    }

    private Refused beyond(Object value) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("row", size + 1L);
        detail.put("column", name);
        detail.put("type", type.name());
        detail.put("value", value.toString());
        return new Refused(
                FailureCode.TYPE_MISMATCH,
                "Row " + (size + 1L) + ", column '" + name + "': " + value + " is beyond what " + type.name()
                        + " holds; have the source give it as a text, or leave it out.",
                detail);
    }

    private void widenToLong() {
        long[] wider = new long[ints.length];
        budget.take((long) Integer.BYTES * ints.length);
        for (int row = 0; row < size; row++) {
            wider[row] = ints[row] == IntData.MISSING ? LongData.MISSING : ints[row];
        }
        longs = wider;
        ints = new int[0];
        type = ColumnType.LONG;
    }

    private void widenToDouble() {
        double[] wider = new double[longs.length];
        for (int row = 0; row < size; row++) {
            wider[row] = longs[row] == LongData.MISSING ? Double.NaN : (double) longs[row];
        }
        doubles = wider;
        longs = new long[0];
        type = ColumnType.DOUBLE;
    }

    private void put(int value) {
        if (size == ints.length) {
            ints = Arrays.copyOf(ints, grown(ints.length, Integer.BYTES));
        }
        ints[size++] = value;
    }

    private void put(long value) {
        if (size == longs.length) {
            longs = Arrays.copyOf(longs, grown(longs.length, Long.BYTES));
        }
        longs[size++] = value;
    }

    private void put(double value) {
        if (size == doubles.length) {
            doubles = Arrays.copyOf(doubles, grown(doubles.length, Double.BYTES));
        }
        doubles[size++] = value;
    }

    private void put(byte value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, Byte.BYTES));
        }
        bytes[size++] = value;
    }

    private int grown(int length, int width) {
        return grown(length, length + 1, width);
    }

    private int grown(int length, int atLeast, int width) {
        int capacity = Math.max(atLeast, Growth.next(length));
        budget.take((long) width * (capacity - length));
        return capacity;
    }
}
