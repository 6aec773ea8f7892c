package io.framewright.query.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that pass all of some tests, each of which looks at what the ones before it left over. */
record AllOf(List<RowTest> tests) implements RowTest {
    /** Two ranges of one column become one. */
    static RowTest of(List<RowTest> tests) {
        List<RowTest> merged = new ArrayList<>();
        for (RowTest test : tests) {
            @Nullable RowTest both = null;
            for (int i = 0; i < merged.size() && both == null; i++) {
                both = merged.get(i).and(test);
                if (both != null) {
                    merged.set(i, both);
                }
            }
            if (both == null) {
                merged.add(test);
            }
        }
        return merged.size() == 1 ? merged.get(0) : new AllOf(merged);
    }

    @Override
    public void truths(Chunk chunk, byte[] out) {
        tests.get(0).truths(chunk, out);
        for (RowTest test : tests.subList(1, tests.size())) {
            // Rows that lie together are often alike.
            if (Truths.noneOf(out, chunk.count)) {
                break;
            }
            byte[] more = Kind.LOGIC.take(chunk);
            test.truths(chunk, more);
            for (int i = 0; i < chunk.count; i++) {
                out[i] &= more[i];
            }
            Kind.LOGIC.give(chunk, more);
        }
        Truths.clean(out, chunk.count);
    }

    @Override
    public int pick(Chunk chunk, int[] rows, int at) {
        return keep(1, chunk, rows, at, tests.get(0).pick(chunk, rows, at));
    }

    @Override
    public int keep(Chunk chunk, int[] rows, int from, int to) {
        return keep(0, chunk, rows, from, to);
    }

    private int keep(int first, Chunk chunk, int[] rows, int from, int to) {
        int end = to;
        for (int i = first; i < tests.size() && end > from; i++) {
            end = tests.get(i).keep(chunk, rows, from, end);
        }
        return end;
    }

    @Override
    public void mark(Chunk chunk, int[] rows, int from, int to, byte[] marks) {
        byte[] truths = Kind.LOGIC.take(chunk);
        truths(chunk, truths);
        for (int i = from; i < to; i++) {
            marks[i - from] |= (byte) (truths[rows[i] - chunk.start] & 1);
        }
        Kind.LOGIC.give(chunk, truths);
    }
}
