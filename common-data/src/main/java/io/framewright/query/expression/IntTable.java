package io.framewright.query.expression;

/**
 * Whether an int is one of some that lie near each other.
 *
 * @param low the least of them
 * @param table per int from the least to the greatest whether it is one; the last place is that of all others
 */
record IntTable(int[] values, int low, byte[] table) implements RowTest {
    @Override
    public void truths(Chunk chunk, byte[] out) {
        int most = table.length - 1 + Integer.MIN_VALUE;
        int start = chunk.start;
        int count = chunk.count;
        for (int i = 0; i < count; i++) {
            out[i] = table[Math.min(values[start + i] - low + Integer.MIN_VALUE, most) - Integer.MIN_VALUE];
        }
    }

    @Override
    public int pick(Chunk chunk, int[] rows, int at) {
        int most = table.length - 1 + Integer.MIN_VALUE;
        int end = chunk.start + chunk.count;
        int next = at;
        for (int row = chunk.start; row < end; row++) {
            rows[next] = row;
            next += table[Math.min(values[row] - low + Integer.MIN_VALUE, most) - Integer.MIN_VALUE] & 1;
        }
        return next;
    }

    @Override
    public int keep(Chunk chunk, int[] rows, int from, int to) {
        int most = table.length - 1 + Integer.MIN_VALUE;
        int next = from;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            rows[next] = row;
            next += table[Math.min(values[row] - low + Integer.MIN_VALUE, most) - Integer.MIN_VALUE] & 1;
        }
        return next;
    }

    @Override
    public void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks) {
        int most = table.length - 1 + Integer.MIN_VALUE;
        for (int i = from; i < to; i++) {
            marks[i - from] |=
                    (byte) (table[Math.min(values[rows[i]] - low + Integer.MIN_VALUE, most) - Integer.MIN_VALUE] & 1);
        }
    }
}
