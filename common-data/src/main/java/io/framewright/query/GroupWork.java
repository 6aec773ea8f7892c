package io.framewright.query;

/** What group-by runs on, and under which limits. */
record GroupWork(Cores cores, GroupLimits limits, Watch watch) {
    /** So many rows are done between two looks at the monitor. */
    static final int STEP = 1 << 16;

    /** Something over a range of rows, the last one exclusive. */
    interface Range {
        void over(int chunk, int from, int to);
    }

    static GroupWork shared(Watch watch) {
        return new GroupWork(Cores.shared(), GroupLimits.DEFAULT, watch);
    }

    /** Throws {@link Watch.Cancelled} if the work is cancelled; on any thread. */
    void check() {
        if (watch.monitor().cancelled()) {
            throw new Watch.Cancelled();
        }
    }

    /** Cuts the rows into so many ranges of one length and does them all, on all cores. */
    void ranges(int chunks, int rows, Range range) {
        cores.run(chunks, chunk -> {
            check();
            range.over(chunk, bound(chunk, chunks, rows), bound(chunk + 1, chunks, rows));
        });
    }

    static int bound(int chunk, int chunks, int rows) {
        return (int) ((long) rows * chunk / chunks);
    }
}
