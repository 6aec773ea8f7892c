package io.framewright.query.expression;

/** Any condition: worked out for all rows of the chunk, whichever are asked for. */
record AnyTruth(Kernel<byte[]> condition) implements RowTest {
    @Override
    public void truths(Chunk chunk, byte[] out) {
        condition.run(chunk, out);
    }

    @Override
    public int pick(Chunk chunk, int[] rows, int at) {
        byte[] values = condition.values(chunk);
        int next = Truths.rows(values, chunk, rows, at);
        condition.give(chunk, values);
        return next;
    }

    @Override
    public int keep(Chunk chunk, int[] rows, int from, int to) {
        byte[] values = condition.values(chunk);
        int start = chunk.start;
        int next = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            rows[next] = row;
            next += values[row - start] & 1;
        }
        condition.give(chunk, values);
        return next;
    }

    @Override
    public void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks) {
        byte[] values = condition.values(chunk);
        for (int i = from; i < to; i++) {
            marks[i - from] |= (byte) (values[rows[i] - chunk.start] & 1);
        }
        condition.give(chunk, values);
    }
}
