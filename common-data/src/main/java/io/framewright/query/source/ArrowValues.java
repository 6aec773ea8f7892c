package io.framewright.query.source;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.Packed;
import io.framewright.frame.TextData;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;

/** Rows of a column as the bytes that Arrow has for them; where a value is missing stands 0. */
final class ArrowValues {
    private static final long NANOS_A_MILLISECOND = 1_000_000;

    private ArrowValues() {}

    /** One bit a row, set where there is a value. */
    static ByteBuffer validity(ColumnData data, int first, int end) {
        ByteBuffer bits = ArrowWriting.buffer((end - first + 7) / 8);
        for (int row = first; row < end; row++) {
            set(bits, row - first, !data.isMissing(row));
        }
        return bits;
    }

    static ByteBuffer of(ColumnData data, int first, int end) {
        if (data instanceof IntData ints) {
            return ints(ints, first, end);
        }
        if (data instanceof LongData longs) {
            return longs(longs, first, end);
        }
        if (data instanceof TextData texts) {
            ByteBuffer buffer = ArrowWriting.buffer(Integer.BYTES * (end - first));
            for (int row = first; row < end; row++) {
                buffer.putInt(texts.isMissing(row) ? 0 : texts.codes()[row]);
            }
            return buffer.flip();
        }
        if (data instanceof DoubleData doubles) {
            ByteBuffer buffer = ArrowWriting.buffer(Double.BYTES * (end - first));
            for (int row = first; row < end; row++) {
                buffer.putDouble(doubles.isMissing(row) ? 0 : doubles.values()[row]);
            }
            return buffer.flip();
        }
        BooleanData truths = (BooleanData) data;
        ByteBuffer bits = ArrowWriting.buffer((end - first + 7) / 8);
        for (int row = first; row < end; row++) {
            set(bits, row - first, truths.values()[row] == 1);
        }
        return bits;
    }

    private static void set(ByteBuffer bits, int place, boolean to) {
        if (to) {
            bits.put(place >> 3, (byte) (bits.get(place >> 3) | 1 << (place & 7)));
        }
    }

    private static ByteBuffer ints(IntData data, int first, int end) {
        ByteBuffer buffer = ArrowWriting.buffer(Integer.BYTES * (end - first));
        for (int row = first; row < end; row++) {
            int value = data.values()[row];
            buffer.putInt(value == IntData.MISSING ? 0 : number(data, value));
        }
        return buffer.flip();
    }

    /** A value that is not missing, as it stands in files: dates in days, times in milliseconds. */
    static int number(IntData data, int value) {
        return switch (data.type()) {
            case LOCAL_DATE -> (int) Packed.date(value).toEpochDay();
            case LOCAL_TIME -> (int) (Packed.time(value).toNanoOfDay() / NANOS_A_MILLISECOND);
            default -> value;
        };
    }

    private static ByteBuffer longs(LongData data, int first, int end) {
        ByteBuffer buffer = ArrowWriting.buffer(Long.BYTES * (end - first));
        for (int row = first; row < end; row++) {
            long value = data.values()[row];
            buffer.putLong(value == LongData.MISSING ? 0 : number(data, value));
        }
        return buffer.flip();
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
