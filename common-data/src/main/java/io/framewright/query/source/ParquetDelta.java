package io.framewright.query.source;

/**
 * Reads whole numbers of which only the differences stand in the file (DELTA_BINARY_PACKED). Sixteen bytes behind the
 * end can be read too. Not thread-safe.
 */
final class ParquetDelta implements ParquetNumbers {
    private static final int MOST_BLOCK = 1 << 16;
    private static final int GROUP = 8;

    private final byte[] bytes;
    private final int end;
    private final int perMini;
    private final int[] widths;
    private final int total;
    private int at;
    private int given;
    private long value;
    private long least;
    private int mini;
    private int leftInMini;
    private long bit;

    ParquetDelta(byte[] bytes, int from, int end, int most) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        long block = varint();
        long minis = varint();
        long count = varint();
        if (block < GROUP || block > MOST_BLOCK || minis < 1 || minis > block / GROUP || block % minis != 0) {
            throw new Damaged("it has differences in blocks that there cannot be");
        }
        if (count < 0 || count > most) {
            throw new Damaged("it has more values than it says");
        }
        perMini = (int) (block / minis);
        if (perMini % GROUP != 0) {
            throw new Damaged("it has differences in blocks that there cannot be");
        }
        widths = new int[(int) minis];
        mini = widths.length;
        total = (int) count;
        value = zigzag();
    }

    /** How many numbers there are. */
    int total() {
        return total;
    }

    /** Behind the last number; only after all were read. */
    int position() {
        return at;
    }

    @Override
    public void read(long[] to, int count) {
        if (count > total - given) {
            throw new Damaged("it has fewer values than it says");
        }
        int done = 0;
        if (given == 0 && count > 0) {
            to[done++] = value;
        }
        given += count;
        while (done < count) {
            if (leftInMini == 0) {
                nextMini();
            }
            int now = Math.min(leftInMini, count - done);
            int width = widths[mini];
            long current = value;
            for (int i = done; i < done + now; i++) {
                current += least + bits(bit, width);
                bit += width;
                to[i] = current;
            }
            value = current;
            leftInMini -= now;
            done += now;
        }
    }

    private long bits(long place, int width) {
        int first = (int) (place >>> 3);
        int shift = (int) (place & 7);
        long low = EightBytes.at(bytes, first) >>> shift;
        if (shift + width > Long.SIZE) {
            low |= EightBytes.at(bytes, first + Long.BYTES) << Long.SIZE - shift;
        }
        return width == Long.SIZE ? low : low & (1L << width) - 1;
    }

    private void nextMini() {
        mini++;
        if (mini >= widths.length) {
            least = zigzag();
            if (widths.length > end - at) {
                throw new Damaged("it has fewer values than it says");
            }
            for (int i = 0; i < widths.length; i++) {
                widths[i] = bytes[at++] & 0xFF;
            }
            mini = 0;
        }
        int size = widths[mini] * (perMini / GROUP);
        if (widths[mini] > Long.SIZE || size > end - at) {
            throw new Damaged("it has fewer values than it says");
        }
        bit = (long) at * Byte.SIZE;
        at += size;
        leftInMini = perMini;
    }

    private long zigzag() {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long varint() {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= end) {
                throw new Damaged("it has fewer values than it says");
            }
            int b = bytes[at++] & 0xFF;
            number |= (b & 0x7FL) << shift;
            if (b < 0x80) {
                return number;
            }
        }
        throw new Damaged("it has a number that does not end");
    }
}
