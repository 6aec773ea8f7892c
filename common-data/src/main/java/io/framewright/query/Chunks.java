package io.framewright.query;

import java.util.function.IntConsumer;

/**
 * Runs a kernel over ranges of rows, several at a time, and unwinds it between two of them if the work is cancelled.
 *
 * @param rows how many rows a range has, but for the last
 */
record Chunks(Cores cores, WorkMonitor monitor, int rows) {
    /** Large enough that handing out a range costs nothing, small enough that cancelling is felt at once. */
    static final int ROWS = 1 << 16;

    private static final Cores ONE = Cores.of(1);

    /** What is done with the rows from {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    interface Range {
        void run(int chunk, int from, int to);
    }

    static Chunks shared(WorkMonitor monitor) {
        return new Chunks(Cores.shared(), monitor, ROWS);
    }

    /** How many ranges so many rows make. */
    int count(int all) {
        return (int) (((long) all + rows - 1) / rows);
    }

    /** Runs every range of so many rows once, in any order. */
    void over(int all, Range range) {
        parts(count(all), chunk -> {
            int from = chunk * rows;
            range.run(chunk, from, (int) Math.min(all, (long) from + rows));
        });
    }

    /** Runs the parts 0 to {@code parts - 1} once each, in any order. */
    void parts(int parts, IntConsumer part) {
        cores.run(parts, one -> {
            if (monitor.cancelled()) {
                throw new Watch.Cancelled();
            }
            part.accept(one);
        });
    }

    /**
     * The same.
     *
     * @param work how many values all parts look at; a few are not worth waking another thread for
     */
    void parts(int parts, long work, IntConsumer part) {
        (work <= rows ? new Chunks(ONE, monitor, rows) : this).parts(parts, part);
    }

    /** How many parts share work over so many rows where each part looks at all of them: one unless they are many. */
    int shares(int all) {
        return all <= rows ? 1 : cores.count();
    }
}
