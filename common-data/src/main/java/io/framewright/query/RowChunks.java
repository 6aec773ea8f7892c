package io.framewright.query;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Rows in chunks of one size, computed on several cores. The chunks do not depend on the number of cores, so what is
 * made of them does not either. Between chunks every thread asks whether to stop; progress is told by the calling
 * thread. Thread-safe.
 */
public final class RowChunks {
    private static final int SIZE = 1 << 16;
    private static final Cores ONE = Cores.of(1);

    private final Cores cores;
    private final int size;
    private final WorkMonitor monitor;

    private RowChunks(Cores cores, int size, WorkMonitor monitor) {
        this.cores = cores;
        this.size = size;
        this.monitor = monitor;
    }

    /** What is done with the rows from {@code from} (inclusive) to {@code to} (exclusive), the chunk of this number. */
    @FunctionalInterface
    public interface Body {
        void run(int chunk, int from, int to);
    }

    /** On the cores of this process. */
    public static RowChunks of(WorkMonitor monitor) {
        return of(Cores.shared(), SIZE, monitor);
    }

    /** So many rows a chunk, on these cores. */
    public static RowChunks of(Cores cores, int size, WorkMonitor monitor) {
        return new RowChunks(cores, size, monitor);
    }

    /** How many rows a chunk has, but for the last. */
    public int size() {
        return size;
    }

    Cores cores() {
        return cores;
    }

    WorkMonitor monitor() {
        return monitor;
    }

    /** How many chunks so many rows make. */
    public int count(int rows) {
        return (int) (((long) rows + size - 1) / size);
    }

    /** Runs the body over all rows and returns whether it came to the end: false if the work was cancelled. */
    public boolean over(int rows, Body body) {
        return parts(count(rows), part -> {
            int from = part * size;
            body.run(part, from, from + Math.min(size, rows - from));
        });
    }

    /** The same for parts that are about as much work as a chunk each. */
    public boolean parts(int parts, IntConsumer body) {
        Thread caller = Thread.currentThread();
        AtomicInteger done = new AtomicInteger();
        return unlessStopped(parts, part -> {
            if (Thread.currentThread() == caller) {
                monitor.progress((long) done.get() * size, (long) parts * size, "rows");
            }
            body.accept(part);
            done.incrementAndGet();
        });
    }

    private boolean unlessStopped(int parts, IntConsumer body) {
        AtomicBoolean stopped = new AtomicBoolean();
        cores.run(parts, part -> {
            if (stopped.get() || monitor.cancelled()) {
                stopped.set(true);
                return;
            }
            body.accept(part);
        });
        return !stopped.get();
    }

    /** As {@link #over}, but unwinds if the work was cancelled. */
    void each(int rows, Body body) {
        unlessCancelled(over(rows, body));
    }

    /** As {@link #parts}, but unwinds if the work was cancelled. */
    void eachPart(int parts, IntConsumer body) {
        unlessCancelled(parts(parts, body));
    }

    /** Runs parts of any size, of which no progress is told; unwinds if the work was cancelled. */
    void share(int parts, IntConsumer body) {
        unlessCancelled(unlessStopped(parts, body));
    }

    /**
     * The same.
     *
     * @param work how many values all parts look at; a few are not worth waking another thread for
     */
    void share(int parts, long work, IntConsumer body) {
        (work <= size ? new RowChunks(ONE, size, monitor) : this).share(parts, body);
    }

    /** How many parts share work over so many rows where each part looks at all of them: one unless they are many. */
    int shares(int rows) {
        return rows <= size ? 1 : cores.count();
    }

    private static void unlessCancelled(boolean done) {
        if (!done) {
            throw new Watch.Cancelled();
        }
    }
}
