package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The record of all workers. Thread-safe. Every change is one atomic step, judged by the store's own clock. Calls block
 * for a round trip and give {@code REDIS_UNAVAILABLE} when the store does not answer in the configured time.
 */
public interface WorkerRegistry extends AutoCloseable {
    /**
     * Records the start of a worker with status {@code STARTING} and raises its epoch. Left {@code WORKER_EXISTS} if it
     * is alive (not {@code LOST}, heartbeat younger than the lease time) or may not be started with this intent.
     */
    default Either<Failure, Lease> start(WorkerStart start) {
        return begin(start).map(StartedWorker::lease);
    }

    /** As {@link #start}, and tells how the hosts before have left the worker. */
    Either<Failure, StartedWorker> begin(WorkerStart start);

    /** Sets the status if the lease still holds; right holds whether it did. */
    Either<Failure, Boolean> status(Lease lease, WorkerStatus status);

    /**
     * Sets the status to {@code LOST} if the lease still holds; right holds whether it did. Nothing ran any more:
     * whoever starts the worker next has no crash to look into.
     */
    Either<Failure, Boolean> leave(Lease lease);

    /** Records that a worker's frames have left memory, or are there again; right holds whether the lease held. */
    Either<Failure, Boolean> idle(Lease lease, boolean idle);

    /** Counts a crash, unless its epoch was counted before or the lease no longer holds. */
    Either<Failure, CrashCount> crashed(Lease lease, Crash crash, Duration within);

    /**
     * The command has its outcome: its crashes are forgotten.
     *
     * @param givenUp whether it was found to be the cause: then its crashes are not held against the worker either
     */
    Either<Failure, Boolean> decided(UUID workerId, UUID commandId, boolean givenUp);

    /** Renews the heartbeats of these workers, many in one round trip; right holds the leases that no longer hold. */
    Either<Failure, Set<Lease>> heartbeat(Collection<Lease> leases);

    /**
     * Puts a record back that the store has lost although its worker lives: the same epoch, the same events to come.
     * Does nothing, and gives false, if there is a record or the worker was removed.
     */
    Either<Failure, Boolean> restore(WorkerRecord record, long lastSequence);

    /**
     * Writes down which labels a node must have to host this worker, none for any node; also of one that is about to be
     * started for the first time.
     */
    Either<Failure, Boolean> label(UUID workerId, Set<String> labels);

    /** The record of one worker. */
    Either<Failure, Optional<WorkerRecord>> find(UUID workerId);

    /** All records, those with the oldest heartbeat first. */
    Either<Failure, List<WorkerRecord>> list();

    /** All workers whose heartbeat is older than {@code age} by the store's clock. */
    Either<Failure, List<WorkerRecord>> silentFor(Duration age);

    /**
     * Writes down that a command is to be cancelled, wherever it is, and tells the manager of its worker
     * ({@link CancelNotice}). The wish is kept for a day, the newest 10 000 of each worker.
     *
     * @return right holds whether that can still be done: the worker is on record, and the command has no outcome
     */
    Either<Failure, Boolean> cancel(UUID workerId, UUID commandId);

    /** The commands of a worker that are to be cancelled; some may have their outcome by now. */
    Either<Failure, Set<UUID>> cancelled(UUID workerId);

    /**
     * Forgets a worker: the record goes, its events stay for {@code retention}. Right holds whether there was one.
     * Whoever still holds a lease is fenced.
     */
    Either<Failure, Boolean> remove(UUID workerId, Duration retention);

    /**
     * The same by its owner. Does nothing, and gives false, if the worker is another's by now; without a record there
     * is nothing to do any more, and that is true.
     */
    Either<Failure, Boolean> remove(Lease lease, Duration retention);

    @Override
    void close();
}
