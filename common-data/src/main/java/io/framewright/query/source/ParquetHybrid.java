package io.framewright.query.source;

import java.util.Arrays;

/**
 * Reads Parquet's runs of whole numbers: one number many times, or numbers of few bits each. Sixteen bytes behind the
 * end can be read too. Not thread-safe.
 */
final class ParquetHybrid {
    private static final int GROUP = 8;

    private final byte[] bytes;
    private final int end;
    private final int width;
    private final long mask;
    private int at;
    /** How many numbers of the run are left. */
    private int left;

    private boolean repeated;
    private int value;
    private long bit;

    /** @param width of a number, in bits */
    ParquetHybrid(byte[] bytes, int from, int end, int width) {
        if (width < 0 || width > Integer.SIZE || from > end) {
            throw new Damaged("it has numbers of " + width + " bits");
        }
        this.bytes = bytes;
        this.at = from;
        this.end = end;
        this.width = width;
        this.mask = (1L << width) - 1;
    }

    /** Whether the next numbers, which are passed over then, are one number and this one. */
    boolean passed(int count, int wanted) {
        if (left == 0 && count > 0) {
            nextRun();
        }
        if (!repeated || left < count || value != wanted) {
            return false;
        }
        left -= count;
        return true;
    }

    void read(int[] to, int count) {
        int done = 0;
        while (done < count) {
            if (left == 0) {
                nextRun();
            }
            int now = Math.min(left, count - done);
            if (repeated) {
                Arrays.fill(to, done, done + now, value);
            } else {
                unpack(to, done, done + now);
            }
            left -= now;
            done += now;
        }
    }

    private void unpack(int[] to, int from, int until) {
        long place = bit;
        for (int i = from; i < until; i++) {
            to[i] = (int) (EightBytes.at(bytes, (int) (place >>> 3)) >>> (place & 7) & mask);
            place += width;
        }
        bit = place;
    }

    private void nextRun() {
        long head = 0;
        int shift = 0;
        int b;
        do {
            if (at >= end || shift > 28) {
                throw new Damaged("it has fewer values than it says");
            }
            b = bytes[at++] & 0xFF;
            head |= (b & 0x7FL) << shift;
            shift += 7;
        } while (b >= 0x80);
        repeated = (head & 1) == 0;
        long count = head >>> 1;
        if (repeated) {
            int size = (width + 7) / 8;
            if (size > end - at) {
                throw new Damaged("it has fewer values than it says");
            }
            value = (int) (EightBytes.at(bytes, at) & (1L << size * Byte.SIZE) - 1);
            at += size;
            if ((value & mask) != (value & 0xFFFF_FFFFL)) {
                throw new Damaged("it has a number of more bits than it says");
            }
        } else {
            // The last run need not be filled up.
            long room = width == 0 ? Integer.MAX_VALUE : (end - at) * (long) Byte.SIZE / width;
            bit = (long) at * Byte.SIZE;
            at += (int) Math.min(count * width, end - at);
            count = Math.min(count * GROUP, room);
        }
        if (count == 0 || count > Integer.MAX_VALUE) {
            throw new Damaged("it has fewer values than it says, or more than any file");
        }
        left = (int) count;
    }
}
