package io.framewright.query.expression;

import java.util.Arrays;
import java.util.List;

/** Rows that pass one of some tests at least. */
record AnyOf(List<RowTest> tests) implements RowTest {
    @Override
    public void truths(Chunk chunk, byte[] out) {
        tests.get(0).truths(chunk, out);
        for (RowTest test : tests.subList(1, tests.size())) {
            byte[] more = Kind.LOGIC.take(chunk);
            test.truths(chunk, more);
            for (int i = 0; i < chunk.count; i++) {
                out[i] |= more[i];
            }
            Kind.LOGIC.give(chunk, more);
        }
        Truths.clean(out, chunk.count);
    }

    @Override
    public int pick(Chunk chunk, int[] rows, int at) {
        byte[] truths = Kind.LOGIC.take(chunk);
        truths(chunk, truths);
        int next = Truths.rows(truths, chunk, rows, at);
        Kind.LOGIC.give(chunk, truths);
        return next;
    }

    @Override
    public int keep(Chunk chunk, int[] rows, int from, int to) {
        byte[] marks = Kind.LOGIC.take(chunk);
        Arrays.fill(marks, 0, to - from, (byte) 0);
        mark(chunk, rows, from, to, marks);
        int next = from;
        for (int i = from; i < to; i++) {
            rows[next] = rows[i];
            next += marks[i - from];
        }
        Kind.LOGIC.give(chunk, marks);
        return next;
    }

    @Override
    public void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks) {
        for (RowTest test : tests) {
            test.mark(chunk, rows, from, to, marks);
        }
    }
}
