package io.framewright.query.expression;

/**
 * What is true of a text, looked up by its code.
 *
 * @param truths one for each code and, behind them, the one for a missing value, whose code is below zero
 */
record CodeTable(int[] codes, byte[] truths) implements RowTest {
    @Override
    public void truths(Chunk chunk, byte[] out) {
        int missing = truths.length - 1;
        int start = chunk.start;
        int count = chunk.count;
        for (int i = 0; i < count; i++) {
            int code = codes[start + i];
            out[i] = truths[code < 0 ? missing : code];
        }
    }

    @Override
    public int pick(Chunk chunk, int[] rows, int at) {
        int missing = truths.length - 1;
        int end = chunk.start + chunk.count;
        int next = at;
        for (int row = chunk.start; row < end; row++) {
            rows[next] = row;
            int code = codes[row];
            next += truths[code < 0 ? missing : code] & 1;
        }
        return next;
    }

    @Override
    public int keep(Chunk chunk, int[] rows, int from, int to) {
        int missing = truths.length - 1;
        int next = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            rows[next] = row;
            int code = codes[row];
            next += truths[code < 0 ? missing : code] & 1;
        }
        return next;
    }

    @Override
    public void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks) {
        int missing = truths.length - 1;
        for (int i = from; i < to; i++) {
            int code = codes[rows[i]];
            marks[i - from] |= (byte) (truths[code < 0 ? missing : code] & 1);
        }
    }
}
