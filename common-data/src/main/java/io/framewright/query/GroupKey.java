package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;

/**
 * A key column as codes: equal values have equal codes, and missing ones have one of their own. The two zeros of
 * floating point are equal. Codes are computed block by block, as they are needed.
 */
abstract class GroupKey {
    /** Codes are from 0 to here, exclusive; 0 if any 64 bits may come. */
    final long range;

    private GroupKey(long range) {
        this.range = range;
    }

    /** Appends a digit: each cell becomes {@code cell * range + code}, of so many rows. For ranges that fit. */
    abstract void cells(int from, int count, int[] cells);

    /** The same in 64 bits; where any 64 bits may come the cells before are dropped. */
    abstract void keys(int from, int count, long[] keys);

    static GroupKey of(ColumnData data, GroupWork work) {
        if (data instanceof TextData texts) {
            TextData compact = texts.compact();
            int shift = compact.missing() == 0 ? 0 : 1;
            return new Numbers(compact.codes(), shift, compact.words().length + shift);
        }
        if (data instanceof BooleanData booleans) {
            return new Truths(booleans.values());
        }
        if (data instanceof DoubleData doubles) {
            return new Doubles(doubles.values());
        }
        KeyBounds bounds = KeyBounds.of(data, work);
        if (data instanceof IntData ints) {
            return new Ints(ints.values(), bounds);
        }
        long[] values = ((LongData) data).values();
        return bounds.range() > 0 ? new Longs(values, bounds) : new WideLongs(values);
    }

    /** Codes that are there already, from 0 on. */
    static GroupKey numbers(int[] numbers, int range) {
        return new Numbers(numbers, 0, range);
    }

    private static final class Numbers extends GroupKey {
        private final int[] numbers;
        private final int shift;

        Numbers(int[] numbers, int shift, long range) {
            super(Math.max(1, range));
            this.numbers = numbers;
            this.shift = shift;
        }

        @Override
        void cells(int from, int count, int[] cells) {
            int factor = (int) range;
            for (int i = 0; i < count; i++) {
                cells[i] = cells[i] * factor + numbers[from + i] + shift;
            }
        }

        @Override
        void keys(int from, int count, long[] keys) {
            for (int i = 0; i < count; i++) {
                keys[i] = keys[i] * range + numbers[from + i] + shift;
            }
        }
    }

    private static final class Truths extends GroupKey {
        private final byte[] values;

        Truths(byte[] values) {
            super(3);
            this.values = values;
        }

        @Override
        void cells(int from, int count, int[] cells) {
            for (int i = 0; i < count; i++) {
                byte value = values[from + i];
                cells[i] = cells[i] * 3 + (value == BooleanData.MISSING ? 0 : value + 1);
            }
        }

        @Override
        void keys(int from, int count, long[] keys) {
            for (int i = 0; i < count; i++) {
                byte value = values[from + i];
                keys[i] = keys[i] * 3 + (value == BooleanData.MISSING ? 0 : value + 1);
            }
        }
    }

    private static final class Ints extends GroupKey {
        private final int[] values;
        private final long base;
        private final boolean missing;

        Ints(int[] values, KeyBounds bounds) {
            super(bounds.range());
            this.values = values;
            this.base = bounds.base();
            this.missing = bounds.missing();
        }

        @Override
        void cells(int from, int count, int[] cells) {
            int factor = (int) range;
            int least = (int) base;
            if (missing) {
                for (int i = 0; i < count; i++) {
                    int value = values[from + i];
                    cells[i] = cells[i] * factor + (value == IntData.MISSING ? 0 : value - least);
                }
            } else {
                for (int i = 0; i < count; i++) {
                    cells[i] = cells[i] * factor + values[from + i] - least;
                }
            }
        }

        @Override
        void keys(int from, int count, long[] keys) {
            if (missing) {
                for (int i = 0; i < count; i++) {
                    int value = values[from + i];
                    keys[i] = keys[i] * range + (value == IntData.MISSING ? 0 : value - base);
                }
            } else {
                for (int i = 0; i < count; i++) {
                    keys[i] = keys[i] * range + (values[from + i] - base);
                }
            }
        }
    }

    private static final class Longs extends GroupKey {
        private final long[] values;
        private final long base;

        Longs(long[] values, KeyBounds bounds) {
            super(bounds.range());
            this.values = values;
            this.base = bounds.base();
        }

        @Override
        void cells(int from, int count, int[] cells) {
            int factor = (int) range;
            for (int i = 0; i < count; i++) {
                long value = values[from + i];
                cells[i] = cells[i] * factor + (value == LongData.MISSING ? 0 : (int) (value - base));
            }
        }

        @Override
        void keys(int from, int count, long[] keys) {
            for (int i = 0; i < count; i++) {
                long value = values[from + i];
                keys[i] = keys[i] * range + (value == LongData.MISSING ? 0 : value - base);
            }
        }
    }

    private static final class WideLongs extends GroupKey {
        private final long[] values;

        WideLongs(long[] values) {
            super(0);
            this.values = values;
        }

        @Override
        void cells(int from, int count, int[] cells) {
            throw new IllegalStateException("64 bits are no index");
        }

        @Override
        void keys(int from, int count, long[] keys) {
            System.arraycopy(values, from, keys, 0, count);
        }
    }

    private static final class Doubles extends GroupKey {
        private final double[] values;

        Doubles(double[] values) {
            super(0);
            this.values = values;
        }

        @Override
        void cells(int from, int count, int[] cells) {
            throw new IllegalStateException("64 bits are no index");
        }

        @Override
        void keys(int from, int count, long[] keys) {
            for (int i = 0; i < count; i++) {
                // Adding zero makes a positive zero of a negative one; all NaN become one.
                keys[i] = Double.doubleToLongBits(values[from + i] + 0.0);
            }
        }
    }
}
