package io.framewright.query.expression;

import org.jspecify.annotations.Nullable;

/** Whether a long lies from low to high, both included; the missing value is one like any other here. */
record LongRange(long[] values, long low, long high) implements RowTest {
    @Override
    public void truths(Chunk chunk, byte[] out) {
        long most = high - low + Long.MIN_VALUE;
        int start = chunk.start;
        int count = chunk.count;
        for (int i = 0; i < count; i++) {
            out[i] = (byte) (values[start + i] - low + Long.MIN_VALUE <= most ? 1 : 0);
        }
    }

    @Override
    public int pick(Chunk chunk, int[] rows, int at) {
        long most = high - low + Long.MIN_VALUE;
        int end = chunk.start + chunk.count;
        int next = at;
        for (int row = chunk.start; row < end; row++) {
            rows[next] = row;
            next += values[row] - low + Long.MIN_VALUE <= most ? 1 : 0;
        }
        return next;
    }

    @Override
    public int keep(Chunk chunk, int[] rows, int from, int to) {
        long most = high - low + Long.MIN_VALUE;
        int next = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            rows[next] = row;
            next += values[row] - low + Long.MIN_VALUE <= most ? 1 : 0;
        }
        return next;
    }

    @Override
    public void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks) {
        long most = high - low + Long.MIN_VALUE;
        for (int i = from; i < to; i++) {
            marks[i - from] |= (byte) (values[rows[i]] - low + Long.MIN_VALUE <= most ? 1 : 0);
        }
    }

    @Override
    public @Nullable RowTest and(RowTest other) {
        return other instanceof LongRange range && range.values == values && low <= range.high && range.low <= high
                ? new LongRange(values, Math.max(low, range.low), Math.min(high, range.high))
                : null;
    }
}
