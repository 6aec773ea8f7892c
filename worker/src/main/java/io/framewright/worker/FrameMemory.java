package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.query.source.DataLimits;
import java.util.UUID;

/** What a worker's frames take of the memory of its host. {@link #limits} and {@link #claim} are thread-safe. */
final class FrameMemory {
    private final UUID workerId;
    private final WorkerConfig config;
    private final FrameManager frameManager;

    FrameMemory(UUID workerId, WorkerConfig config, FrameManager frameManager) {
        this.workerId = workerId;
        this.config = config;
        this.frameManager = frameManager;
    }

    /** How much may be read: as configured, and no more than there is memory left. */
    DataLimits limits() {
        DataLimits limits = config.limits();
        return limits.withMaxFrameBytes(
                Math.min(limits.maxFrameBytes(), config.memory().left(workerId)));
    }

    /** The frames that the worker is about to have; left {@code MEMORY_LIMIT}. */
    Either<Failure, Frames> claim(Frames frames) {
        return config.memory().claim(workerId, frames);
    }

    /** After frames that were claimed were given up: what it has are those that the next command works on. */
    void haveTentative() {
        config.memory().have(workerId, frameManager.tentative());
    }

    /** The frames leave memory. For the actor only. */
    void drop() {
        frameManager.propose(Frames.EMPTY);
        frameManager.commit(Frames.EMPTY);
        release();
    }

    /** The worker is none of this host's any more. */
    void release() {
        config.memory().have(workerId, Frames.EMPTY);
    }
}
