package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.query.WorkMonitor;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches a load that several threads work on: any of them stops it when it is cancelled, and the one that began it
 * tells the monitor how far it has come.
 */
final class LoadWatch {
    private static final long REPORT_EVERY = 1 << 20;

    private final WorkMonitor monitor;
    private final Thread owner = Thread.currentThread();
    private final long total;
    private final AtomicLong done = new AtomicLong();
    private long nextReport = REPORT_EVERY;

    LoadWatch(WorkMonitor monitor, long total) {
        this.monitor = monitor;
        this.total = total;
    }

    /** Notes that so many more bytes are about to be done. */
    void step(long bytes) {
        if (monitor.cancelled()) {
            throw new Refused(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it read a file.");
        }
        long now = bytes == 0 ? done.get() : done.addAndGet(bytes);
        if (Thread.currentThread().equals(owner) && now >= nextReport && now < total) {
            tell(now);
        }
    }

    /** Tells that so much is done, whatever was told before; only the thread that began. */
    void tell(long now) {
        done.set(now);
        nextReport = now + REPORT_EVERY;
        monitor.progress(now, total, "bytes");
    }
}
