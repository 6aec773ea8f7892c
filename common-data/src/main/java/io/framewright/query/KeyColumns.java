package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;

/** Columns as keys of a join: each value as a long, {@link KeySide#NONE} where it is missing. */
final class KeyColumns {
    private KeyColumns() {}

    /** Booleans, dates, times and whole numbers as they are. */
    static KeySide values(ColumnData data) {
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            return (from, to, block) -> {
                for (int row = from; row < to; row++) {
                    block[row - from] = values[row] == IntData.MISSING ? KeySide.NONE : values[row];
                }
            };
        }
        if (data instanceof BooleanData booleans) {
            byte[] values = booleans.values();
            return (from, to, block) -> {
                for (int row = from; row < to; row++) {
                    block[row - from] = values[row] == BooleanData.MISSING ? KeySide.NONE : values[row];
                }
            };
        }
        long[] values = ((LongData) data).values();
        return (from, to, block) -> System.arraycopy(values, from, block, 0, to - from);
    }

    /** Doubles as the whole numbers they are; one with a fraction, or beyond all longs, is equal to no whole number. */
    static KeySide wholes(DoubleData data) {
        double[] values = data.values();
        return (from, to, block) -> {
            for (int row = from; row < to; row++) {
                double value = values[row];
                long whole = (long) value;
                // 2^63 becomes the greatest long, which is no double: it would be equal to what it is not.
                block[row - from] = whole == value && whole != Long.MAX_VALUE ? whole : KeySide.NONE;
            }
        };
    }

    /** Doubles as their bits; the two zeros are one. */
    static KeySide bits(DoubleData data) {
        double[] values = data.values();
        return (from, to, block) -> {
            for (int row = from; row < to; row++) {
                double value = values[row];
                // Adding zero makes a positive zero of a negative one, so that none has the bits of KeySide.NONE.
                block[row - from] = Double.isNaN(value) ? KeySide.NONE : Double.doubleToRawLongBits(value + 0.0);
            }
        };
    }

    /** Codes of texts as they are. */
    static KeySide codes(TextData data) {
        int[] codes = data.codes();
        return (from, to, block) -> {
            for (int row = from; row < to; row++) {
                block[row - from] = codes[row] < 0 ? KeySide.NONE : codes[row];
            }
        };
    }

    /** Codes of texts as the codes that the other side has for the same texts. */
    static KeySide codes(TextData data, int[] codeThere) {
        int[] codes = data.codes();
        return (from, to, block) -> {
            for (int row = from; row < to; row++) {
                int code = codes[row] < 0 ? -1 : codeThere[codes[row]];
                block[row - from] = code < 0 ? KeySide.NONE : code;
            }
        };
    }

    /** Numbers from 0 on, one a row, below 0 for {@link KeySide#NONE}. */
    static KeySide numbers(int[] numbers) {
        return (from, to, block) -> {
            for (int row = from; row < to; row++) {
                block[row - from] = numbers[row] < 0 ? KeySide.NONE : numbers[row];
            }
        };
    }
}
