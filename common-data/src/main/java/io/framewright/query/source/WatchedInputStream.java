package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.query.WorkMonitor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes of a file as they are read, tells the monitor, and stops when the work is cancelled. */
final class WatchedInputStream extends FilterInputStream {
    private static final long REPORT_EVERY = 1 << 20;

    private final WorkMonitor monitor;
    private final long total;
    private long done;
    private long nextReport;

    /** @param total 0 if no progress is to be told */
    WatchedInputStream(InputStream in, WorkMonitor monitor, long doneBefore, long total) {
        super(in);
        this.monitor = monitor;
        this.done = doneBefore;
        this.total = total;
        this.nextReport = doneBefore + REPORT_EVERY;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (monitor.cancelled()) {
            throw new Refused(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it read a file.");
        }
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            done += count;
            if (total > 0 && (done >= nextReport || done == total)) {
                nextReport = done + REPORT_EVERY;
                monitor.progress(Math.min(done, total), total, "bytes");
            }
        }
        return count;
    }
}
