package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.util.Map;

/** What a load may take of the heap for its columns. Thread-safe. */
final class MemoryBudget {
    private final long maxBytes;
    private long bytes;

    MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether so many bytes are left. */
    synchronized boolean has(long more) {
        return bytes + more <= maxBytes;
    }

    /** Notes that so many bytes are taken, or given back where negative. */
    synchronized void take(long more) {
        bytes += more;
        if (bytes > maxBytes) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "The frame would take more than the " + maxBytes
                            + " bytes of memory that one load may; load fewer columns or rows, or raise the limit.",
                    Map.of("maxFrameBytes", maxBytes));
        }
    }
}
