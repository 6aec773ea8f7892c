package io.framewright.query;

import java.util.Arrays;

/** Numbers different longs from 0 on, in the order they come. Open addressing, at most half full. */
final class LongTable {
    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xBF58476D1CE4E5B9L;

    private long[] keys;
    /** The number of a key plus one; 0 where free. */
    private int[] numbers;

    private int size;

    LongTable(int expected) {
        int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, Math.min(expected, 1 << 28))) * 4);
        keys = new long[capacity];
        numbers = new int[capacity];
    }

    int size() {
        return size;
    }

    /** Forgets all keys, and keeps the room for so many. */
    void clear() {
        Arrays.fill(numbers, 0);
        size = 0;
    }

    /** How many keys there may be before it grows. */
    int room() {
        return keys.length / 2;
    }

    /** The number of a key, a new one if it was not there. */
    int number(long key) {
        int mask = keys.length - 1;
        int slot = (int) mixed(key) & mask;
        while (numbers[slot] != 0) {
            if (keys[slot] == key) {
                return numbers[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        keys[slot] = key;
        numbers[slot] = ++size;
        if (size > keys.length / 2) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[Math.multiplyExact(oldKeys.length, 2)];
        numbers = new int[keys.length];
        int mask = keys.length - 1;
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldNumbers[old] != 0) {
                int slot = (int) mixed(oldKeys[old]) & mask;
                while (numbers[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                keys[slot] = oldKeys[old];
                numbers[slot] = oldNumbers[old];
            }
        }
    }

    /**
     * Spreads keys over all bits, also those whose low bits are all zero, as of small whole numbers in floating point.
     * The table takes the low bits; who shares keys out among several tables takes the high ones.
     */
    static long mixed(long key) {
        long once = (key ^ key >>> 32) * FIRST_FACTOR;
        long twice = (once ^ once >>> 32) * SECOND_FACTOR;
        return twice ^ twice >>> 32;
    }
}
