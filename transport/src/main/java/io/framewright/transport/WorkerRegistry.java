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
     * is alive (not {@code LOST}, heartbeat younger than the lease time) and {@code takeOver} is not set.
     */
    Either<Failure, Lease> start(WorkerStart start);

    /** Sets the status if the lease still holds; right holds whether it did. */
    Either<Failure, Boolean> status(Lease lease, WorkerStatus status);

    /** Renews the heartbeats of these workers, many in one round trip; right holds the leases that no longer hold. */
    Either<Failure, Set<Lease>> heartbeat(Collection<Lease> leases);

    /**
     * Puts a record back that the store has lost although its worker lives: the same epoch, the same events to come.
     * Does nothing, and gives false, if there is a record.
     */
    Either<Failure, Boolean> restore(WorkerRecord record, long lastSequence);

    /** The record of one worker. */
    Either<Failure, Optional<WorkerRecord>> find(UUID workerId);

    /** All records, those with the oldest heartbeat first. */
    Either<Failure, List<WorkerRecord>> list();

    /** All workers whose heartbeat is older than {@code age} by the store's clock. */
    Either<Failure, List<WorkerRecord>> silentFor(Duration age);

    /**
     * Forgets a worker: the record goes, its events stay for {@code retention}. Right holds whether there was one.
     * Whoever still holds a lease is fenced.
     */
    Either<Failure, Boolean> remove(UUID workerId, Duration retention);

    @Override
    void close();
}
