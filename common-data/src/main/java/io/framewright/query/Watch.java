package io.framewright.query;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;

/** Looks between the steps of a kernel whether the work is cancelled, and unwinds it if so. */
final class Watch {
    private final WorkMonitor monitor;

    Watch(WorkMonitor monitor) {
        this.monitor = monitor;
    }

    WorkMonitor monitor() {
        return monitor;
    }

    /** Throws {@link Cancelled} if the work is cancelled. */
    void step(long done, long total, String unit) {
        if (monitor.cancelled()) {
            throw new Cancelled();
        }
        monitor.progress(done, total, unit);
    }

    /** Never leaves this package: {@link Pipeline} makes a failure of it. */
    static final class Cancelled extends RuntimeException {
        Cancelled() {
            super("cancelled", null, false, false);
        }

        Failure failure() {
            return Failure.of(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it computed.");
        }
    }
}
