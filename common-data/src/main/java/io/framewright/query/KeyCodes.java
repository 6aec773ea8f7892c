package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;

/**
 * A column as codes from 0 to {@code range}, exclusive: equal values have equal codes, and missing ones have code 0.
 * The two zeros of floating point are equal.
 */
record KeyCodes(long[] codes, long range) {
    /** Ranges beyond this are made dense, so that two of them can be multiplied. */
    private static final long MAX_RANGE = 1L << 31;

    static KeyCodes of(ColumnData data) {
        if (data instanceof TextData texts) {
            return ofTexts(texts);
        }
        if (data instanceof BooleanData booleans) {
            long[] codes = new long[data.size()];
            for (int row = 0; row < codes.length; row++) {
                byte value = booleans.values()[row];
                codes[row] = value == BooleanData.MISSING ? 0 : value + 1;
            }
            return new KeyCodes(codes, 3);
        }
        if (data instanceof DoubleData doubles) {
            return ofDoubles(doubles);
        }
        return ofLongs(asLongs(data));
    }

    private static KeyCodes ofTexts(TextData texts) {
        long[] codes = new long[texts.size()];
        int[] words = texts.codes();
        for (int row = 0; row < codes.length; row++) {
            codes[row] = words[row] + 1;
        }
        return new KeyCodes(codes, texts.words().length + 1L);
    }

    private static KeyCodes ofDoubles(DoubleData doubles) {
        long[] codes = new long[doubles.size()];
        LongTable table = new LongTable(1024);
        for (int row = 0; row < codes.length; row++) {
            double value = doubles.values()[row];
            // Adding zero makes a positive zero of a negative one.
            codes[row] = Double.isNaN(value) ? 0 : table.number(Double.doubleToLongBits(value + 0.0)) + 1;
        }
        return new KeyCodes(codes, table.size() + 1L);
    }

    private static long[] asLongs(ColumnData data) {
        long[] values = new long[data.size()];
        if (data instanceof LongData longs) {
            System.arraycopy(longs.values(), 0, values, 0, values.length);
            return values;
        }
        int[] ints = ((IntData) data).values();
        for (int row = 0; row < values.length; row++) {
            values[row] = ints[row] == IntData.MISSING ? LongData.MISSING : ints[row];
        }
        return values;
    }

    private static KeyCodes ofLongs(long[] values) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (long value : values) {
            if (value != LongData.MISSING) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        long span = most - least;
        if (least > most) {
            return new KeyCodes(new long[values.length], 1);
        }
        if (span >= 0 && span < MAX_RANGE) {
            for (int row = 0; row < values.length; row++) {
                values[row] = values[row] == LongData.MISSING ? 0 : values[row] - least + 1;
            }
            return new KeyCodes(values, span + 2);
        }
        LongTable table = new LongTable(1024);
        for (int row = 0; row < values.length; row++) {
            values[row] = values[row] == LongData.MISSING ? 0 : table.number(values[row]) + 1;
        }
        return new KeyCodes(values, table.size() + 1L);
    }
}
