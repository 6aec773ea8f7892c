package io.framewright.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Calls back when the earliest of many deadlines is reached. Most calls have the same time-out, so most deadlines come
 * after those that are watched already, and watching one is then a comparison: no timer per call. Thread-safe.
 */
final class Deadlines {
    private static final long NONE = Long.MAX_VALUE;

    private final ClientThreads threads;
    private final Runnable reached;
    private final long epoch = System.nanoTime();
    /** The earliest, in nanoseconds after the epoch. */
    private final AtomicLong earliest = new AtomicLong(NONE);

    /** @param reached looks which deadlines are over, and watches the others again */
    Deadlines(ClientThreads threads, Runnable reached) {
        this.threads = threads;
        this.reached = reached;
    }

    /** @param deadlineNanos by {@link System#nanoTime} */
    void watch(long deadlineNanos) {
        long deadline = deadlineNanos - epoch;
        long known = earliest.get();
        while (deadline < known) {
            if (earliest.compareAndSet(known, deadline)) {
                threads.later(() -> look(deadline), Math.max(0, deadlineNanos - System.nanoTime()));
                return;
            }
            known = earliest.get();
        }
    }

    /** A timer that an earlier deadline has overtaken does nothing. */
    private void look(long deadline) {
        if (earliest.compareAndSet(deadline, NONE)) {
            reached.run();
        }
    }
}
