package io.framewright.query;

/** Different longs numbered from 0 on, in the order they come: open addressing, at most half full. */
final class KeyTable {
    private static final int LARGE = 1 << 20;

    /** A key, and behind it, in the same line of the cache, its number plus one; 0 where free. */
    private long[] slots = new long[1 << 11];

    private int size;

    int size() {
        return size;
    }

    /** The number of a key, a new one if it was not there. */
    int add(long key, int hash) {
        int slot = slot(slots, key, hash);
        if (slots[slot + 1] == 0) {
            slots[slot] = key;
            slots[slot + 1] = (long) hash << Integer.SIZE | ++size;
            if (size > slots.length / 4) {
                grow();
            }
            return size - 1;
        }
        return (int) slots[slot + 1] - 1;
    }

    /** The number of a key; -1 if it is not there. */
    int find(long key, int hash) {
        return (int) slots[slot(slots, key, hash) + 1] - 1;
    }

    private static int slot(long[] slots, long key, int hash) {
        int mask = slots.length - 1;
        int slot = hash << 1 & mask;
        while (slots[slot + 1] != 0 && slots[slot] != key) {
            slot = slot + 2 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] more = new long[Math.multiplyExact(slots.length, slots.length < LARGE ? 4 : 2)];
        for (int old = 0; old < slots.length; old += 2) {
            if (slots[old + 1] != 0) {
                int slot = slot(more, slots[old], (int) (slots[old + 1] >>> Integer.SIZE));
                more[slot] = slots[old];
                more[slot + 1] = slots[old + 1];
            }
        }
        slots = more;
    }
}
