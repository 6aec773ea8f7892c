package io.framewright.query.source;

/**
 * Values of a fixed width in a page, one after the other, as longs: truths as 0 and 1, whole numbers with their sign,
 * floating point by its bits. Throws {@link Damaged} where there are fewer.
 */
interface ParquetNumbers {
    void read(long[] to, int count);

    /** As they are, each in {@code width} bytes of the lowest first; 0 for one bit. */
    static ParquetNumbers plain(byte[] bytes, int from, int end, int width) {
        return new Plain(bytes, from, end, width);
    }

    /** First the lowest bytes of all, then the second lowest, and so on. */
    static ParquetNumbers split(byte[] bytes, int from, int end, int width) {
        return new Split(bytes, from, end, width);
    }

    /** Truths in runs. */
    static ParquetNumbers runs(ParquetHybrid runs) {
        return (to, count) -> {
            int[] read = new int[count];
            runs.read(read, count);
            for (int i = 0; i < count; i++) {
                to[i] = read[i];
            }
        };
    }

    /** See {@link #plain}. */
    final class Plain implements ParquetNumbers {
        private final byte[] bytes;
        private final int width;
        private final int end;
        private int at;
        private int bit;

        private Plain(byte[] bytes, int from, int end, int width) {
            this.bytes = bytes;
            this.at = from;
            this.end = end;
            this.width = width;
        }

        @Override
        public void read(long[] to, int count) {
            long bits = width == 0 ? (long) bit + count : (long) count * width * Byte.SIZE;
            if (bits > (end - at) * (long) Byte.SIZE) {
                throw new Damaged("it has fewer values than it says");
            }
            if (width == 0) {
                for (int i = 0; i < count; i++, bit++) {
                    to[i] = bytes[at + (bit >> 3)] >> (bit & 7) & 1;
                }
                return;
            }
            int place = at;
            if (width == Long.BYTES) {
                for (int i = 0; i < count; i++, place += Long.BYTES) {
                    to[i] = EightBytes.at(bytes, place);
                }
            } else {
                for (int i = 0; i < count; i++, place += Integer.BYTES) {
                    to[i] = (int) EightBytes.at(bytes, place);
                }
            }
            at = place;
        }
    }

    /** See {@link #split}. */
    final class Split implements ParquetNumbers {
        private final byte[] bytes;
        private final int from;
        private final int width;
        private final int count;
        private int given;

        private Split(byte[] bytes, int from, int end, int width) {
            this.bytes = bytes;
            this.from = from;
            this.width = width;
            this.count = (end - from) / width;
        }

        @Override
        public void read(long[] to, int wanted) {
            if (wanted > count - given) {
                throw new Damaged("it has fewer values than it says");
            }
            for (int i = 0; i < wanted; i++) {
                long value = 0;
                for (int b = 0; b < width; b++) {
                    value |= (bytes[from + b * count + given + i] & 0xFFL) << b * Byte.SIZE;
                }
                to[i] = width == Integer.BYTES ? (int) value : value;
            }
            given += wanted;
        }
    }
}
