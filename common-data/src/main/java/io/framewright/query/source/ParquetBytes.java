package io.framewright.query.source;

import java.util.Arrays;

/** Bytes of a page that is being written. Not thread-safe. */
final class ParquetBytes {
    private byte[] bytes;
    private int size;

    ParquetBytes(int capacity) {
        bytes = new byte[Math.max(64, capacity)];
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    void add(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void addInt(int value) {
        addNumber(value, Integer.BYTES);
    }

    void addLong(long value) {
        addNumber(value, Long.BYTES);
    }

    /** The lowest byte first. */
    private void addNumber(long value, int width) {
        room(Long.BYTES);
        EightBytes.put(bytes, size, value);
        size += width;
    }

    void putInt(int at, int value) {
        for (int i = 0; i < Integer.BYTES; i++) {
            bytes[at + i] = (byte) (value >> i * Byte.SIZE);
        }
    }

    /** One number in all of so many places. */
    void addRun(int count, int value, int width) {
        addVarint((long) count << 1);
        addNumber(value, (width + 7) / 8);
    }

    /** Numbers of few bits each, in groups of eight. */
    void addPacked(int[] values, int count, int width) {
        int groups = (count + 7) / 8;
        addVarint((long) groups << 1 | 1);
        int end = size + groups * width;
        room(groups * width + Long.BYTES);
        Arrays.fill(bytes, size, end, (byte) 0);
        long pending = 0;
        int bits = 0;
        int at = size;
        for (int i = 0; i < count; i++) {
            pending |= (long) values[i] << bits;
            bits += width;
            while (bits >= Byte.SIZE) {
                bytes[at++] = (byte) pending;
                pending >>>= Byte.SIZE;
                bits -= Byte.SIZE;
            }
        }
        if (bits > 0) {
            bytes[at] = (byte) pending;
        }
        size = end;
    }

    private void addVarint(long value) {
        room(Long.BYTES + 2);
        long rest = value;
        while (rest >= 0x80) {
            bytes[size++] = (byte) (rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(Growth.MAX_LENGTH, Math.max(size + (long) more, size * 2L)));
        }
    }
}
