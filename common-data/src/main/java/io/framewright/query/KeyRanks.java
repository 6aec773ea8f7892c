package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;

/**
 * The values of one key as whole numbers from 0 on that sort as the key does, missing values above all others. Texts
 * are ordered by their UTF-16 code units, false comes before true, the two zeros are one. Immutable and thread-safe.
 */
final class KeyRanks {
    private static final int BLOCK = 2048;

    private final Raw raw;
    private final long flip;
    private final long base;
    private final long missing;
    private final int bits;

    private KeyRanks(Raw raw, long flip, long base, long missing, int bits) {
        this.raw = raw;
        this.bits = bits;
        this.flip = flip;
        this.base = base;
        this.missing = missing;
    }

    /** Longs without a sign in the order of the values, 0 for the missing ones and for no others. */
    @FunctionalInterface
    private interface Raw {
        void fill(int start, int count, long[] out);
    }

    static KeyRanks of(RowOrder.Key key, RowChunks chunks) {
        Raw raw = raw(key.data());
        int rows = key.data().size();
        int parts = chunks.count(rows);
        long[] least = new long[parts];
        long[] most = new long[parts];
        boolean[] hole = new boolean[parts];
        chunks.each(rows, (chunk, from, to) -> {
            long[] block = new long[BLOCK];
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            boolean missing = false;
            for (int start = from; start < to; start += BLOCK) {
                int count = Math.min(BLOCK, to - start);
                raw.fill(start, count, block);
                for (int i = 0; i < count; i++) {
                    // Less one, the missing values come out as the greatest.
                    low = Math.min(low, block[i] - 1 ^ Long.MIN_VALUE);
                    high = Math.max(high, block[i] ^ Long.MIN_VALUE);
                    missing |= block[i] == 0;
                }
            }
            least[chunk] = low;
            most[chunk] = high;
            hole[chunk] = missing;
        });
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        boolean missing = false;
        for (int part = 0; part < parts; part++) {
            low = Math.min(low, least[part]);
            high = Math.max(high, most[part]);
            missing |= hole[part];
        }
        if (high == Long.MIN_VALUE) {
            return new KeyRanks(raw, 0, 0, 0, 0);
        }
        long first = (low ^ Long.MIN_VALUE) + 1;
        long last = high ^ Long.MIN_VALUE;
        long range = last - first;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(missing ? range + 1 : range);
        return key.descending()
                ? new KeyRanks(raw, -1, ~last, range + 1, bits)
                : new KeyRanks(raw, 0, first, range + 1, bits);
    }

    /** How many bits a rank has. */
    int bits() {
        return bits;
    }

    /** The ranks of {@code count} rows from {@code start} on. */
    void fill(int start, int count, long[] out) {
        raw.fill(start, count, out);
        for (int i = 0; i < count; i++) {
            out[i] = out[i] == 0 ? missing : (out[i] ^ flip) - base;
        }
    }

    private static Raw raw(ColumnData data) {
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            return (start, count, out) -> {
                for (int i = 0; i < count; i++) {
                    out[i] = (long) values[start + i] - IntData.MISSING;
                }
            };
        }
        if (data instanceof LongData longs) {
            long[] values = longs.values();
            return (start, count, out) -> {
                for (int i = 0; i < count; i++) {
                    out[i] = values[start + i] ^ LongData.MISSING;
                }
            };
        }
        if (data instanceof DoubleData doubles) {
            double[] values = doubles.values();
            return (start, count, out) -> {
                for (int i = 0; i < count; i++) {
                    // Adding zero makes one zero of the two.
                    double value = values[start + i] + 0.0;
                    long bits = Double.doubleToRawLongBits(value);
                    out[i] = Double.isNaN(value) ? 0 : bits ^ (bits >> (Long.SIZE - 1) | Long.MIN_VALUE);
                }
            };
        }
        if (data instanceof BooleanData booleans) {
            byte[] values = booleans.values();
            return (start, count, out) -> {
                for (int i = 0; i < count; i++) {
                    out[i] = Math.max(0, values[start + i] + 1);
                }
            };
        }
        return raw(((TextData) data).compact());
    }

    private static Raw raw(TextData texts) {
        int[] codes = texts.codes();
        int[] rankOf = RowOrder.ranksOfWords(texts.words());
        return (start, count, out) -> {
            for (int i = 0; i < count; i++) {
                int code = codes[start + i];
                out[i] = code < 0 ? 0 : rankOf[code] + 1L;
            }
        };
    }
}
