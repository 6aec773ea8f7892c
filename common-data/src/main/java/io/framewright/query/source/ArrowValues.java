package io.framewright.query.source;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;

/**
 * Rows of a column as the bytes that Arrow has for them, some at a time; where a value is missing stands 0. Values that
 * stand in the column as they do in Arrow, and of which none is missing, are copied in one go.
 */
final class ArrowValues {
    private static final long NANOS_A_MILLISECOND = 1_000_000;
    /** Stays in the nearest cache between the column and where it goes. */
    private static final int BYTES_AT_A_TIME = 1 << 14;

    private ArrowValues() {}

    /** Puts rows from {@code from} (inclusive) to {@code to} (exclusive) at the begin of a chunk. */
    @FunctionalInterface
    private interface Filling {
        void fill(ByteBuffer chunk, int from, int to);
    }

    /** What a value takes. */
    static int bits(ColumnData data) {
        if (data instanceof BooleanData) {
            return 1;
        }
        return data instanceof IntData || data instanceof TextData ? Integer.SIZE : Long.SIZE;
    }

    /** How many of these rows are missing. */
    static int missing(ColumnData data, int first, int end) {
        if (data.missing() == 0) {
            return 0;
        }
        int missing = 0;
        for (int row = first; row < end; row++) {
            missing += data.isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    /** One bit a row, set where there is a value. */
    static void writeValidity(ColumnData data, int first, int end, OutputStream out) throws IOException {
        write(first, end, 1, out, (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                set(chunk, row - from, !data.isMissing(row));
            }
        });
    }

    /** @param whole whether none of these rows is missing */
    static void write(ColumnData data, int first, int end, boolean whole, OutputStream out) throws IOException {
        write(first, end, bits(data), out, filling(data, whole));
    }

    private static Filling filling(ColumnData data, boolean whole) {
        if (data instanceof IntData ints) {
            return whole && data.type() == ColumnType.INTEGER ? copied(ints.values()) : numbers(ints);
        }
        if (data instanceof LongData longs) {
            return whole && data.type() == ColumnType.LONG ? copied(longs.values()) : numbers(longs);
        }
        if (data instanceof TextData texts) {
            return whole ? copied(texts.codes()) : codes(texts);
        }
        if (data instanceof DoubleData doubles) {
            return whole ? copied(doubles.values()) : numbers(doubles);
        }
        return truths((BooleanData) data);
    }

    private static void write(int first, int end, int bits, OutputStream out, Filling filling) throws IOException {
        int rowsAtATime = BYTES_AT_A_TIME * 8 / bits;
        int most = Math.min(rowsAtATime, end - first);
        ByteBuffer chunk = ArrowWriting.buffer((int) (((long) most * bits + 7) / 8));
        int row = first;
        while (row < end) {
            int to = row + Math.min(rowsAtATime, end - row);
            chunk.clear();
            filling.fill(chunk, row, to);
            out.write(chunk.array(), 0, (int) (((long) (to - row) * bits + 7) / 8));
            row = to;
        }
    }

    private static Filling copied(int[] values) {
        return (chunk, from, to) -> chunk.asIntBuffer().put(values, from, to - from);
    }

    private static Filling copied(long[] values) {
        return (chunk, from, to) -> chunk.asLongBuffer().put(values, from, to - from);
    }

    private static Filling copied(double[] values) {
        return (chunk, from, to) -> chunk.asDoubleBuffer().put(values, from, to - from);
    }

    private static Filling codes(TextData texts) {
        return (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                int code = texts.codes()[row];
                chunk.putInt(code == TextData.MISSING ? 0 : code);
            }
        };
    }

    private static Filling numbers(DoubleData data) {
        return (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                chunk.putDouble(data.isMissing(row) ? 0 : data.values()[row]);
            }
        };
    }

    private static Filling truths(BooleanData data) {
        return (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                set(chunk, row - from, data.values()[row] == 1);
            }
        };
    }

    /** A chunk is used again: the first bit of a byte clears what stood there. */
    private static void set(ByteBuffer bits, int place, boolean to) {
        int at = place >> 3;
        int bit = place & 7;
        int before = bit == 0 ? 0 : bits.get(at);
        bits.put(at, (byte) (to ? before | 1 << bit : before));
    }

    private static Filling numbers(IntData data) {
        return (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                int value = data.values()[row];
                chunk.putInt(value == IntData.MISSING ? 0 : number(data, value));
            }
        };
    }

    /** A value that is not missing, as it stands in files: dates in days, times in milliseconds. */
    static int number(IntData data, int value) {
        return switch (data.type()) {
            case LOCAL_DATE -> (int) Packed.date(value).toEpochDay();
            case LOCAL_TIME -> (int) (Packed.time(value).toNanoOfDay() / NANOS_A_MILLISECOND);
            default -> value;
        };
    }

    private static Filling numbers(LongData data) {
        return (chunk, from, to) -> {
            for (int row = from; row < to; row++) {
                long value = data.values()[row];
                chunk.putLong(value == LongData.MISSING ? 0 : number(data, value));
            }
        };
    }

    /** A value that is not missing, as it stands in files: times in milliseconds. */
    static long number(LongData data, long value) {
        return switch (data.type()) {
            case LOCAL_DATE_TIME ->
                Packed.dateTime(value).toInstant(ZoneOffset.UTC).toEpochMilli();
            case INSTANT -> Packed.instant(value).toEpochMilli();
            default -> value;
        };
    }
}
