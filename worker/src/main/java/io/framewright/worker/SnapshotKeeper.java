package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frames;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.Snapshot;
import io.framewright.worker.snapshot.SnapshotRef;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps snapshots of a worker, and drops what they make superfluous: that blocks, and is for one thread at a time. What
 * a snapshot is to have is taken by the actor, without waiting.
 */
final class SnapshotKeeper {
    private static final Logger log = LoggerFactory.getLogger(SnapshotKeeper.class);

    private final WorkerSession session;
    private final UUID workerId;

    SnapshotKeeper(WorkerSession session) {
        this.session = session;
        this.workerId = session.workerId();
    }

    /** What a snapshot of these frames has, which are those after this step. */
    Snapshot stateAt(StepId at, Frames frames) {
        return new Snapshot(
                at,
                session.lease().epoch(),
                Timestamps.now(),
                frames,
                session.streams().states());
    }

    /** What a snapshot of all that is committed has. */
    Snapshot stateNow() {
        return stateAt(session.journal().last(), session.frameManager().frames());
    }

    /**
     * Keeps a snapshot. A bug in writing a file, or a file system that breaks its contract, must not crash the worker.
     */
    Either<Failure, Boolean> keep(Snapshot snapshot) {
        try {
            return session.config().snapshots().keep(workerId, snapshot).map(bytes -> {
                log.debug("worker {} wrote {} bytes of a snapshot at {}", workerId, bytes, snapshot.at());
                return true;
            });
        } catch (RuntimeException bug) {
            log.error("taking a snapshot of worker {} crashed", workerId, bug);
            return Either.left(Failure.of(FailureCode.INTERNAL_ERROR, "Taking the snapshot crashed."));
        }
    }

    /** Keeps all that is committed, while nothing else is under way. */
    Either<Failure, Boolean> keepAll() {
        Snapshot all = stateNow();
        session.journal().snapshotBegun();
        return keep(all)
                .map(kept -> {
                    session.journal().snapshotTaken(all.at(), all.takenOn());
                    tidy();
                    return true;
                })
                .mapLeft(failure -> {
                    session.journal().snapshotFailed();
                    return failure;
                });
    }

    /**
     * Drops the steps and snapshots that nobody needs any more, if the worker is still ours. What cannot be dropped now
     * is dropped after the next snapshot.
     */
    boolean tidy() {
        WorkerConfig config = session.config();
        int keep = config.snapshotPolicy().keep();
        try {
            return config.snapshots()
                    .list(workerId)
                    .flatMap(kept -> session.ports()
                            .steps()
                            .dropUpTo(session.stream(), session.lease().epoch(), superfluous(kept)))
                    .flatMap(ours -> ours ? config.snapshots().tidy(workerId, keep) : Either.right(false))
                    .fold(this::untidy, pending -> false, done -> done);
        } catch (RuntimeException bug) {
            log.error("tidying up after a snapshot of worker {} crashed", workerId, bug);
            return false;
        }
    }

    /** The last step that all snapshots have which are kept; as long as there are fewer, the steps stand in for one. */
    private StepId superfluous(List<SnapshotRef> kept) {
        int keep = session.config().snapshotPolicy().keep();
        return kept.size() < keep
                ? StepId.NONE
                : kept.stream()
                        .limit(keep)
                        .map(SnapshotRef::at)
                        .min(Comparator.naturalOrder())
                        .orElse(StepId.NONE);
    }

    private boolean untidy(Failure failure) {
        log.warn("old snapshots and steps of worker {} stay: {}", workerId, failure.message());
        return false;
    }

    /** Removes all of them. They lie about and harm nobody where that fails: no later life of the worker uses them. */
    void removeAll() {
        session.config().snapshots().remove(workerId).mapLeft(failure -> {
            log.warn("the snapshots of worker {}, which is killed, stay: {}", workerId, failure.message());
            return failure;
        });
    }
}
