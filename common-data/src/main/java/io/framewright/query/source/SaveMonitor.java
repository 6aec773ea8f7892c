package io.framewright.query.source;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.query.WorkMonitor;

/** Tells the monitor now and then how many rows are written, and stops when the work is cancelled. */
final class SaveMonitor {
    private static final long EVERY = 1 << 12;

    private final WorkMonitor monitor;
    private long next;

    SaveMonitor(WorkMonitor monitor) {
        this.monitor = monitor;
    }

    void rowWritten(long done, long total) {
        if (done >= next || done == total) {
            next = done + EVERY;
            checkCancelled();
            monitor.progress(done, total, "rows");
        }
    }

    void checkCancelled() {
        if (monitor.cancelled()) {
            throw new Refused(cancelled());
        }
    }

    static Failure cancelled() {
        return Failure.of(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it saved.");
    }
}
