package io.framewright.query.expression;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight truths of a chunk at a time. */
final class Truths {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long TRUE = 0x0101_0101_0101_0101L;

    private Truths() {}

    /** Whether none of the eight from here on is true, in a buffer of a chunk's size. */
    static boolean none(byte[] values, int from) {
        return ((long) EIGHT.get(values, from) & TRUE) == 0;
    }

    /** Whether none of the first {@code count} is true, nor, up to eight, of what was left behind them. */
    static boolean noneOf(byte[] values, int count) {
        for (int i = 0; i < count; i += Long.BYTES) {
            if (!none(values, i)) {
                return false;
            }
        }
        return true;
    }

    /** Leaves 1 where there is a truth, else 0: the mark of a missing value has that bit clear. */
    static void clean(byte[] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] &= 1;
        }
    }

    /** Writes the rows of a chunk that are true from place {@code at} on, and returns the place behind them. */
    static int rows(byte[] values, Chunk chunk, int[] rows, int at) {
        int next = at;
        for (int i = 0; i < chunk.count; i += Long.BYTES) {
            if (none(values, i)) {
                continue;
            }
            int end = Math.min(chunk.count, i + Long.BYTES);
            for (int j = i; j < end; j++) {
                rows[next] = chunk.start + j;
                next += values[j] & 1;
            }
        }
        return next;
    }
}
