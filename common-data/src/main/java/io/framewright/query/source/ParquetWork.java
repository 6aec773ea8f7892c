package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What the threads of a load share: how much they may take, whether to go on, how far they have come. Thread-safe. */
final class ParquetWork {
    private final DataLimits limits;
    private final MemoryBudget budget;
    private final LoadWatch watch;
    private final AtomicLong expanded = new AtomicLong();

    ParquetWork(DataLimits limits, MemoryBudget budget, LoadWatch watch) {
        this.limits = limits;
        this.budget = budget;
        this.watch = watch;
    }

    int maxCellLength() {
        return limits.maxCellLength();
    }

    /** Notes that so many bytes of the file are about to be read. */
    void step(long bytes) {
        watch.step(bytes);
    }

    /** Notes that so many bytes come of expanding. */
    void expand(long bytes) {
        if (expanded.addAndGet(bytes) > limits.maxExpandedBytes()) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "The file has more than " + limits.maxExpandedBytes() + " bytes once it is expanded, the limit.",
                    Map.of("maxExpandedBytes", limits.maxExpandedBytes()));
        }
    }

    void take(long bytes) {
        budget.take(bytes);
    }

    void giveBack(long bytes) {
        budget.take(-bytes);
    }
}
