package io.framewright.query.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The different texts that one thread has met in a column, as they stand in the file, with a code and a first row each.
 * Up to 15 bytes are kept and compared as two longs, with the length in the highest byte; longer ones lie in one array
 * behind each other.
 *
 * <p>Where most texts are new, looking for them is what takes the time: from some point on ({@link #mostlyNew}) each
 * one gets a code of its own, and {@link WordsJoin} finds those that are the same, in parts that fit into a cache.
 *
 * <p>Not thread-safe.
 */
final class ByteWords {
    /** The longest text that is kept in two longs. */
    static final int SHORT = 15;

    /** How many texts there are before one looks whether most are new. */
    private static final int ENOUGH = 1 << 19;

    /** How many cells are looked at for that: nearly all of them have to be new. */
    private static final int WINDOW = 1 << 16;

    /** Up to how many slots hold the texts themselves. */
    private static final int FEW = 1 << 19;

    /** From how many slots on a look for a text waits for memory. */
    private static final int FAR = 1 << 13;

    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;
    /** What a text takes here. */
    private static final int WORD_BYTES = 2 * Long.BYTES + Integer.BYTES;

    /** What it takes as a string of its own in the end. */
    private static final int STRING_BYTES = 56;

    private final MemoryBudget budget;
    private final int expectedCells;
    /** Two a text. */
    private long[] keys = new long[2 * 64];

    private int[] firstRows = new int[64];
    /** Open addressing: the code of a text plus one, or 0 where free. At most half full. */
    private int[] slots = new int[256];
    /**
     * The texts in the order of their slots too, as long as there are few of them: so one text takes one look into
     * memory. Two a slot, the second 0 where free.
     */
    private long[] slotKeys = new long[2 * 256];

    private int shift = 64 - 8;
    private byte[] longTexts = {};
    private int longBytes;
    private int size;
    private int paidFor;
    private int added;
    private int sizeBefore;
    private boolean mostlyNew;

    /** @param expectedCells how many cells there will be, about: where most texts are new, there is room for them */
    ByteWords(MemoryBudget budget, int expectedCells) {
        this.budget = budget;
        this.expectedCells = expectedCells;
    }

    /** How many codes there are. */
    int size() {
        return size;
    }

    /** Whether the same text may have several codes. */
    boolean mostlyNew() {
        return mostlyNew;
    }

    /** The row that this code was given in first. */
    int firstRow(int code) {
        return firstRows[code];
    }

    /** A copy of the first rows of all codes. */
    int[] firstRows() {
        return Arrays.copyOf(firstRows, size);
    }

    /** The code of a text. The sixteen bytes behind where it begins can be read too. */
    int add(byte[] bytes, int from, int to, int row) {
        int length = to - from;
        if (length > SHORT) {
            return addLong(bytes, from, length, row);
        }
        long low = EightBytes.at(bytes, from);
        long high = length + 1L << 56;
        if (length < 8) {
            low &= (1L << (length << 3)) - 1;
        } else {
            high |= EightBytes.at(bytes, from + 8) & (1L << (length - 8 << 3)) - 1;
        }
        if (mostlyNew) {
            return newWord(low, high, row);
        }
        int slot = (int) (hash(low, high) >>> shift);
        return slotKeys.length > 0 ? addToFew(slot, low, high, row) : addToMany(slot, low, high, row);
    }

    /** Whether the texts take more than the nearest caches hold, so that it pays to {@link #touch} them ahead. */
    boolean isFar() {
        return !mostlyNew && slots.length >= FAR;
    }

    /**
     * Fetches what {@link #add} will look at. Looks for several texts wait for memory at the same time if nothing is
     * decided by what they find: where each is compared at once, a wrong guess of that has all behind it wait too.
     *
     * @return a number without meaning, to be used somewhere
     */
    long touch(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > SHORT) {
            return 0;
        }
        long low = EightBytes.at(bytes, from);
        long high = length + 1L << 56;
        if (length < 8) {
            low &= (1L << (length << 3)) - 1;
        } else {
            high |= EightBytes.at(bytes, from + 8) & (1L << (length - 8 << 3)) - 1;
        }
        int slot = (int) (hash(low, high) >>> shift);
        int code = slots[slot];
        return code + (slotKeys.length > 0 ? slotKeys[2 * slot] : keys[2 * Math.max(0, code - 1)]);
    }

    private int addToFew(int first, long low, long high, int row) {
        long[] known = slotKeys;
        int mask = slots.length - 1;
        int slot = first;
        while (true) {
            long knownHigh = known[2 * slot + 1];
            if (known[2 * slot] == low && knownHigh == high) {
                return slots[slot] - 1;
            }
            if (knownHigh == 0) {
                return newWord(slot, low, high, row);
            }
            slot = slot + 1 & mask;
        }
    }

    private int addToMany(int first, long low, long high, int row) {
        int mask = slots.length - 1;
        int slot = first;
        while (true) {
            int code = slots[slot] - 1;
            if (code < 0) {
                return newWord(slot, low, high, row);
            }
            if (keys[2 * code] == low && keys[2 * code + 1] == high) {
                return code;
            }
            slot = slot + 1 & mask;
        }
    }

    /** A long text has the hash of its bytes, and where it lies with the highest bit set. */
    private int addLong(byte[] bytes, int from, int length, int row) {
        long hash = 0;
        int at = from;
        for (; at <= from + length - 8; at += 8) {
            hash = hash(hash, EightBytes.at(bytes, at));
        }
        for (; at < from + length; at++) {
            hash = hash(hash, bytes[at]);
        }
        int slot = 0;
        if (!mostlyNew) {
            int mask = slots.length - 1;
            slot = (int) (hash(hash, length) >>> shift);
            while (slots[slot] != 0) {
                int code = slots[slot] - 1;
                if (keys[2 * code] == hash && isLong(code, bytes, from, length)) {
                    return code;
                }
                slot = slot + 1 & mask;
            }
        }
        if (longBytes > MAX_BYTES - length - Integer.BYTES) {
            throw new Unusual("more text than fits into an array");
        }
        if (longBytes + length + Integer.BYTES > longTexts.length) {
            int capacity = (int) Math.min(MAX_BYTES, Math.max(4096, (longBytes + (long) length) * 3 / 2));
            // Here, and in strings in the end.
            budget.take(2L * (capacity - longTexts.length));
            longTexts = Arrays.copyOf(longTexts, capacity);
        }
        long high = 1L << 63 | (long) length << 32 | longBytes;
        System.arraycopy(bytes, from, longTexts, longBytes, length);
        longBytes += length;
        return mostlyNew ? newWord(hash, high, row) : newWord(slot, hash, high, row);
    }

    private boolean isLong(int code, byte[] bytes, int from, int length) {
        long high = keys[2 * code + 1];
        int start = (int) high;
        return high < 0
                && lengthOf(high) == length
                && Arrays.equals(longTexts, start, start + length, bytes, from, from + length);
    }

    private static int lengthOf(long high) {
        return high < 0 ? (int) (high >>> 32) & 0x7FFF_FFFF : (int) (high >>> 56) - 1;
    }

    private int newWord(int slot, long low, long high, int row) {
        int code = newWord(low, high, row);
        slots[slot] = size;
        if (slotKeys.length > 0) {
            slotKeys[2 * slot] = low;
            slotKeys[2 * slot + 1] = high;
        }
        if (2 * size > slots.length) {
            rehash();
        }
        return code;
    }

    private int newWord(long low, long high, int row) {
        if (size == firstRows.length) {
            grow();
        }
        keys[2 * size] = low;
        keys[2 * size + 1] = high;
        firstRows[size] = row;
        return size++;
    }

    private void grow() {
        if (size > MAX_BYTES / 4) {
            throw new Unusual("more texts than fit into an array");
        }
        makeRoom(size + (size >> 1));
    }

    private void makeRoom(int capacity) {
        budget.take((long) (capacity - firstRows.length) * WORD_BYTES);
        keys = Arrays.copyOf(keys, 2 * capacity);
        firstRows = Arrays.copyOf(firstRows, capacity);
    }

    private void rehash() {
        int count = slots.length * 2;
        int mask = count - 1;
        boolean few = count <= FEW;
        budget.take((long) Integer.BYTES * slots.length
                + (few ? (long) Long.BYTES * slotKeys.length : -(long) Long.BYTES * slotKeys.length));
        slots = new int[count];
        slotKeys = new long[few ? 2 * count : 0];
        shift--;
        for (int code = 0; code < size; code++) {
            int slot = (int) (slotHash(code) >>> shift);
            while (slots[slot] != 0) {
                slot = slot + 1 & mask;
            }
            slots[slot] = code + 1;
            if (few) {
                slotKeys[2 * slot] = keys[2 * code];
                slotKeys[2 * slot + 1] = keys[2 * code + 1];
            }
        }
    }

    /** Notes that so many cells were added since the last time, and looks whether most texts are new. */
    void added(int cells) {
        added += cells;
        budget.take((long) (size - paidFor) * STRING_BYTES);
        paidFor = size;
        if (mostlyNew || added < WINDOW) {
            return;
        }
        boolean nearlyAll = size - sizeBefore > added / 10 * 9;
        added = 0;
        sizeBefore = size;
        if (nearlyAll && size > ENOUGH) {
            mostlyNew = true;
            budget.take(-(long) slots.length * Integer.BYTES);
            slots = new int[0];
            slotKeys = new long[0];
            // At once: arrays that grow step by step leave twice their size behind.
            makeRoom(Math.max(firstRows.length, Math.min(MAX_BYTES / 4, expectedCells + expectedCells / 16)));
        }
    }

    /** What a text is found by; the same for the same text in all threads. */
    long slotHash(int code) {
        long high = keys[2 * code + 1];
        return high < 0 ? hash(keys[2 * code], lengthOf(high)) : hash(keys[2 * code], high);
    }

    /** Whether a text is the same as one of another thread, or of this. */
    boolean same(int code, ByteWords others, int other) {
        long high = keys[2 * code + 1];
        long otherHigh = others.keys[2 * other + 1];
        if (keys[2 * code] != others.keys[2 * other]) {
            return false;
        }
        if (high >= 0 || otherHigh >= 0) {
            return high == otherHigh;
        }
        int start = (int) high;
        return others.isLong(other, longTexts, start, lengthOf(high));
    }

    /** The text itself; sixteen bytes to work in. */
    String text(int code, byte[] scratch) {
        long high = keys[2 * code + 1];
        int length = lengthOf(high);
        if (high < 0) {
            return new String(longTexts, (int) high, length, StandardCharsets.UTF_8);
        }
        EightBytes.put(scratch, 0, keys[2 * code]);
        EightBytes.put(scratch, Long.BYTES, high);
        return new String(scratch, 0, length, StandardCharsets.UTF_8);
    }

    /** Forgets all texts. */
    void letGo() {
        keys = new long[0];
        firstRows = new int[0];
        longTexts = new byte[0];
        size = 0;
    }

    private static long hash(long low, long high) {
        long mixed = (low ^ Long.rotateLeft(high, 29)) * 0x9E37_79B9_7F4A_7C15L;
        mixed = (mixed ^ mixed >>> 32 ^ high) * 0xC2B2_AE3D_27D4_EB4FL;
        return mixed ^ mixed >>> 29;
    }
}
