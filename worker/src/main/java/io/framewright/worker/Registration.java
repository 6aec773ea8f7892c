package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart.Intent;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.life.Life;
import io.framewright.worker.life.LifeEvent;
import io.framewright.worker.life.LifeState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * A worker as Redis knows it: its lease, its life and its record. What is read is thread-safe; what moves the worker
 * blocks, and is for one thread at a time.
 */
final class Registration {
    private final WorkerSpec spec;
    private final WorkerRegistry registry;
    private final Life life;
    private final Idling idling;
    private volatile Lease lease;
    private volatile Instant startedOn;
    private volatile boolean removed;

    Registration(WorkerSpec spec, WorkerRegistry registry, StartedWorker started, Life life, Instant startedOn) {
        this.spec = spec;
        this.registry = registry;
        this.life = life;
        this.idling = started.idling();
        this.lease = started.lease();
        this.startedOn = startedOn;
    }

    /** The lease in force. */
    Lease lease() {
        return lease;
    }

    Life life() {
        return life;
    }

    /** Whether the worker was ended here for good. */
    boolean isRemoved() {
        return removed;
    }

    WorkerStatus status() {
        return life.state().status().orElse(WorkerStatus.LOST);
    }

    /** The worker as Redis should know it now. */
    WorkerRecord record() {
        return new WorkerRecord(
                spec.workerId(),
                startedOn,
                ProcessHandle.current().pid(),
                spec.responseChannel(),
                spec.host(),
                spec.managerId(),
                lease.epoch(),
                status(),
                Timestamps.now(),
                spec.labels(),
                Optional.empty(),
                idling,
                Optional.ofNullable(spec.spawnedBy()));
    }

    /** The worker as Redis knows it, which may be another host's; empty if there is none. */
    Either<Failure, Optional<WorkerRecord>> find() {
        return registry.find(spec.workerId());
    }

    Either<Failure, Boolean> move(LifeEvent event) {
        return move(event, status -> registry.status(lease, status));
    }

    /** Moves the worker if that may happen now, and its record says so, and the lease still holds. */
    Either<Failure, Boolean> move(LifeEvent event, Function<WorkerStatus, Either<Failure, Boolean>> recording) {
        return life.next(event)
                .flatMap(LifeState::status)
                .map(status -> recording.apply(status).map(held -> held && life.on(event)))
                .orElseGet(() -> Either.right(life.on(event)));
    }

    /** Asks for a new epoch; left {@code WORKER_EXISTS} if the worker is another's, or not recorded any more. */
    Either<Failure, Lease> renew() {
        Instant now = Timestamps.now();
        return registry.start(spec.start(now, Intent.RENEW, lease.epoch())).map(renewed -> {
            lease = renewed;
            startedOn = now;
            return renewed;
        });
    }

    /** Removes the record; right holds whether the worker was still ours. */
    Either<Failure, Boolean> remove(Duration retention) {
        return registry.remove(lease, retention).map(ours -> {
            if (ours) {
                life.on(LifeEvent.REMOVED);
                removed = true;
            }
            return ours;
        });
    }

    /** The actor crashed, and starts again. */
    void crashed() {
        if (life.state() != LifeState.RESTARTING) {
            life.on(LifeEvent.CRASHED);
        }
    }

    /** The worker is another host's, or gone. */
    void fenced() {
        life.on(LifeEvent.FENCED);
    }
}
