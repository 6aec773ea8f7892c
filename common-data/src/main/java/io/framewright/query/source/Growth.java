package io.framewright.query.source;

/** How arrays grow that are filled row by row. */
final class Growth {
    /** The longest array that every Java can make. */
    static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    private Growth() {}

    /** The next capacity after this one is full. */
    static int next(int capacity) {
        return (int) Math.min(MAX_LENGTH, Math.max(16L, capacity + (capacity >> 1)));
    }

    /** Whether so little of an array is unused that a copy of the right length is not worth it. */
    static boolean isSnug(int size, int capacity) {
        return capacity - size <= capacity >> 6;
    }
}
