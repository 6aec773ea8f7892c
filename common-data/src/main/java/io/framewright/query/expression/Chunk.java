package io.framewright.query.expression;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rows that kernels work on at a time, small enough that what they hand to each other stays in the processor's
 * caches, and the buffers for that. One chunk serves one thread; kernels keep no state of their own.
 */
final class Chunk {
    /** The most rows of a chunk. */
    static final int SIZE = 2048;

    final Deque<long[]> longs = new ArrayDeque<>();
    final Deque<double[]> doubles = new ArrayDeque<>();
    final Deque<String[]> texts = new ArrayDeque<>();
    final Deque<byte[]> logic = new ArrayDeque<>();

    /** The first row. */
    int start;

    /** How many rows. */
    int count;

    /** Moves to other rows. */
    Chunk at(int first, int end) {
        start = first;
        count = Math.min(SIZE, end - first);
        return this;
    }
}
