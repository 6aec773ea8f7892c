package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Crash;
import io.framewright.transport.CrashCount;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counts of a worker's crashes, which lie in Redis so that they outlive this process. Thread-safe. Blocks. */
final class CrashCounts {
    private static final Logger log = LoggerFactory.getLogger(CrashCounts.class);

    private final WorkerSession session;

    CrashCounts(WorkerSession session) {
        this.session = session;
    }

    /**
     * The last process died while it brought this worker up: nothing but the worker's own state can be the cause.
     *
     * @return right holds whether the worker may start
     */
    Either<Failure, Boolean> weighStart() {
        if (!session.crashes().diedStarting()) {
            return Either.right(true);
        }
        return add(session.lease().epoch() - 1, null)
                .map(count -> count.held() && !session.config().restartLimit().isReachedBy(count.restarts()));
    }

    /**
     * Counts a crash.
     *
     * @param epoch that ended so
     * @param commandId the command that was the cause of it; null if none was
     */
    Either<Failure, CrashCount> add(long epoch, @Nullable UUID commandId) {
        return session.ports()
                .registry()
                .crashed(
                        session.lease(),
                        new Crash(epoch, commandId),
                        session.config().restartLimit().within());
    }

    /** A count that stays behind does no harm but that it takes room until the worker is gone. */
    void forget(UUID commandId, boolean givenUp) {
        session.ports()
                .registry()
                .decided(session.workerId(), commandId, givenUp)
                .mapLeft(failure -> {
                    log.warn("the crashes of {} are still counted: {}", commandId, failure.message());
                    return failure;
                });
    }
}
