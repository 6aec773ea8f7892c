package io.framewright.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Sorts longs by their upper bits, stable: a radix sort from the front, on all cores, until the parts fit a core's
 * cache, and from the back within these. What is done with each sorted part is up to the caller: two parts never have
 * the same upper bits, so that runs of equal ones do not go over a border.
 */
final class PackedSort {
    private static final int MAX_DIGIT = 11;
    private static final int SMALL_DIGIT = 8;
    private static final int SMALL = 4096;
    private static final int TINY = 192;

    private final RowChunks chunks;
    private final int low;
    private final int leaf;

    /**
     * @param low the first of the bits to sort by; the bits below it ascend before, and keep their order
     * @param leaf how many longs are sorted at once, by one core
     */
    PackedSort(RowChunks chunks, int low, int leaf) {
        this.chunks = chunks;
        this.low = low;
        this.leaf = leaf;
    }

    /** Takes a sorted part of the array, from {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    interface Sorted {
        void accept(long[] values, int from, int to);
    }

    /** The longs from one place to another that differ in bits below {@code high} only. */
    private record Part(long[] values, long[] room, int from, int to, int high) {
        int size() {
            return to - from;
        }
    }

    /** Sorts all from {@code from} to {@code to}, with as much room beside; both arrays are written to. */
    void sort(long[] values, long[] room, int from, int to, int high, Sorted sorted) {
        Deque<Part> open = new ArrayDeque<>();
        List<Part> leaves = new ArrayList<>();
        add(new Part(values, room, from, to, high), open, leaves);
        while (!open.isEmpty()) {
            split(open.pop(), open, leaves);
        }
        chunks.eachPart(leaves.size(), i -> {
            Part part = leaves.get(i);
            sorted.accept(backwards(part), part.from(), part.to());
        });
    }

    private void add(Part part, Deque<Part> open, List<Part> leaves) {
        if (part.size() <= leaf || part.high() <= low) {
            leaves.add(part);
        } else {
            open.push(part);
        }
    }

    private void split(Part part, Deque<Part> open, List<Part> leaves) {
        int size = part.size();
        int wanted = Integer.SIZE - Integer.numberOfLeadingZeros(size / (leaf / 8 + 1));
        int bits = Math.min(part.high() - low, Math.max(4, Math.min(MAX_DIGIT, wanted)));
        int shift = part.high() - bits;
        int digits = 1 << bits;
        int[][] next = new int[chunks.count(size)][];
        chunks.each(size, (chunk, from, to) -> {
            int[] counts = new int[digits];
            count(part.values(), part.from() + from, part.from() + to, shift, counts);
            next[chunk] = counts;
        });
        int[] ends = new int[digits];
        int place = part.from();
        for (int digit = 0; digit < digits; digit++) {
            int before = place;
            for (int[] counts : next) {
                int count = counts[digit];
                counts[digit] = place;
                place += count;
            }
            ends[digit] = place;
            if (place - before == size) {
                add(new Part(part.values(), part.room(), part.from(), part.to(), shift), open, leaves);
                return;
            }
        }
        chunks.each(
                size,
                (chunk, from, to) ->
                        move(part.values(), part.from() + from, part.from() + to, shift, next[chunk], part.room()));
        int from = part.from();
        for (int to : ends) {
            if (to > from) {
                add(new Part(part.room(), part.values(), from, to, shift), open, leaves);
            }
            from = to;
        }
    }

    /** One digit after the other, the last first; gives the array in which they are in the end. */
    private long[] backwards(Part part) {
        int size = part.size();
        long[] values = part.values();
        if (part.high() <= low || size < 2) {
            return values;
        }
        long different = 0;
        for (int i = part.from() + 1; i < part.to(); i++) {
            different |= values[i] ^ values[part.from()];
        }
        different &= -1L << low;
        if (different == 0) {
            return values;
        }
        if (size <= TINY) {
            Arrays.sort(values, part.from(), part.to());
            return values;
        }
        int first = Long.numberOfTrailingZeros(different);
        int bits = Long.SIZE - Long.numberOfLeadingZeros(different) - first;
        int most = size < SMALL ? SMALL_DIGIT : MAX_DIGIT;
        int passes = (bits + most - 1) / most;
        int digit = (bits + passes - 1) / passes;
        long[] from = values;
        long[] to = part.room();
        int[] next = new int[1 << digit];
        for (int pass = 0; pass < passes; pass++) {
            int shift = first + pass * digit;
            Arrays.fill(next, 0);
            count(from, part.from(), part.to(), shift, next);
            int place = part.from();
            for (int i = 0; i < next.length; i++) {
                int count = next[i];
                next[i] = place;
                place += count;
            }
            move(from, part.from(), part.to(), shift, next, to);
            long[] free = from;
            from = to;
            to = free;
        }
        return from;
    }

    private static void count(long[] values, int from, int to, int shift, int[] counts) {
        int mask = counts.length - 1;
        for (int i = from; i < to; i++) {
            counts[(int) (values[i] >>> shift) & mask]++;
        }
    }

    private static void move(long[] values, int from, int to, int shift, int[] next, long[] room) {
        int mask = next.length - 1;
        for (int i = from; i < to; i++) {
            long value = values[i];
            room[next[(int) (value >>> shift) & mask]++] = value;
        }
    }
}
