package io.framewright.query;

/** Numbers different longs from 0 on, in the order they come. Open addressing, at most half full. */
final class LongTable {
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

    /** The number of a key, a new one if it was not there. */
    int number(long key) {
        int mask = keys.length - 1;
        int slot = slot(key, mask);
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
                int slot = slot(oldKeys[old], mask);
                while (numbers[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                keys[slot] = oldKeys[old];
                numbers[slot] = oldNumbers[old];
            }
        }
    }

    private static int slot(long key, int mask) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & mask;
    }
}
