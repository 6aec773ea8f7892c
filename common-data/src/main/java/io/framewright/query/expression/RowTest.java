package io.framewright.query.expression;

import org.jspecify.annotations.Nullable;

/**
 * A condition that picks rows. A list of rows is handed from one condition of an {@code and} to the next, so that each
 * looks only at what the ones before it left over. The loops write every row and go on to the next place by the
 * outcome: a branch would be guessed wrong for every other row. Immutable and thread-safe; a chunk serves one thread.
 */
interface RowTest {
    /** 1 for each row of the chunk that passes, else 0: the mark of a missing value has this bit clear. */
    void truths(Chunk chunk, byte[] out);

    /**
     * Writes the rows of the chunk that pass, in order, from place {@code at} on; what it leaves in the places behind
     * them, as many as the chunk has rows, means nothing.
     *
     * @return the place behind them
     */
    int pick(Chunk chunk, int[] rows, int at);

    /**
     * Keeps those that pass of the rows, all of this chunk, at the places from {@code from} to {@code to}.
     *
     * @return the place behind those kept
     */
    int keep(Chunk chunk, int[] rows, int from, int to);

    /**
     * Sets the mark of those that pass of the rows, all of this chunk, at the places from {@code from} to {@code to}.
     */
    void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks);

    /** The rows that pass both, as one test, if that is simpler than one after the other; else null. */
    default @Nullable RowTest and(RowTest other) {
        return null;
    }
}
