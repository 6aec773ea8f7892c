package io.framewright.query.expression;

import org.jspecify.annotations.Nullable;

/** Whether a double lies from low to high, both included; NaN, the missing value, never does. */
record DoubleRange(double[] values, double low, double high) implements RowTest {
    @Override
    public void truths(Chunk chunk, byte[] out) {
        int start = chunk.start;
        int count = chunk.count;
        for (int i = 0; i < count; i++) {
            out[i] = (byte) (values[start + i] >= low & values[start + i] <= high ? 1 : 0);
        }
    }

    @Override
    public int pick(Chunk chunk, int[] rows, int at) {
        int end = chunk.start + chunk.count;
        int next = at;
        for (int row = chunk.start; row < end; row++) {
            rows[next] = row;
            next += values[row] >= low & values[row] <= high ? 1 : 0;
        }
        return next;
    }

    @Override
    public int keep(Chunk chunk, int[] rows, int from, int to) {
        int next = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            rows[next] = row;
            next += values[row] >= low & values[row] <= high ? 1 : 0;
        }
        return next;
    }

    @Override
    public void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks) {
        for (int i = from; i < to; i++) {
            marks[i - from] |= (byte) (values[rows[i]] >= low & values[rows[i]] <= high ? 1 : 0);
        }
    }

    @Override
    public @Nullable RowTest and(RowTest other) {
        return other instanceof DoubleRange range && range.values == values
                ? new DoubleRange(values, Math.max(low, range.low), Math.min(high, range.high))
                : null;
    }
}
