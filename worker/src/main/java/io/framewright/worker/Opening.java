package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Lease;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.life.Life;
import io.framewright.worker.life.LifeEvent;
import io.framewright.worker.life.LifeState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Opens the session of a worker that is to be started. Blocks. */
final class Opening {
    private static final Duration KEPT_AFTER_A_FAILED_START = Duration.ofHours(1);

    private final WorkerSpec spec;
    private final WorkerConfig config;
    private final Ports ports;

    Opening(WorkerSpec spec, WorkerConfig config, Ports ports) {
        this.spec = spec;
        this.config = config;
        this.ports = ports;
    }

    /** As {@link WorkerSession#open}. */
    Either<Failure, WorkerSession> open() {
        Instant now = Timestamps.now();
        return ports.registry()
                .begin(spec.start(now, spec.intent(), spec.ofEpoch()))
                .flatMap(started -> {
                    Life life = begun(started);
                    Registration registration = new Registration(spec, ports.registry(), started, life, now);
                    return queueOf(started.lease())
                            .flatMap(queue -> recordedOutcomes(started.lease()))
                            .map(outcomes -> new WorkerSession(spec, config, ports, started, registration, outcomes))
                            .mapLeft(failure -> forget(life, started.lease(), failure));
                });
    }

    private Life begun(StartedWorker started) {
        LifeState before = started.before().map(LifeState::of).orElse(LifeState.ENDED);
        boolean alive = before == LifeState.STARTING || before == LifeState.STOPPING;
        Life life = new Life(spec.workerId(), alive ? LifeState.RUNNING : before);
        life.on(
                started.before().isEmpty()
                        ? LifeEvent.SPAWNED
                        : switch (spec.intent()) {
                            case SPAWN -> LifeEvent.SPAWNED;
                            case ADOPT, INHERIT -> LifeEvent.ADOPTED;
                            case TAKE_OVER, RENEW -> LifeEvent.TAKEN_OVER;
                        });
        return life;
    }

    /**
     * A worker that goes on has its queue. It is made again only if it is gone and the worker is not: whoever killed
     * the worker meanwhile has deleted the queue, and another one would be nobody's, should this host die before it
     * looks.
     */
    private Either<Failure, String> queueOf(Lease lease) {
        String queue = DestinationNames.workQueue(spec.workerId());
        if (spec.intent() == WorkerStart.Intent.SPAWN) {
            return ports.consumer().declare(queue);
        }
        return ports.consumer()
                .depth(queue)
                .fold(
                        failure -> failure.is(FailureCode.STREAM_NOT_FOUND)
                                ? ownedQueue(queue, lease)
                                : Either.left(failure),
                        pending -> Either.right(queue),
                        depth -> Either.right(queue));
    }

    private Either<Failure, String> ownedQueue(String queue, Lease lease) {
        return ports.registry()
                .find(lease.workerId())
                .flatMap(found -> found.filter(record -> record.epoch() == lease.epoch())
                        .map(ours -> ports.consumer().declare(queue))
                        .orElseGet(() -> Either.left(Failure.of(
                                FailureCode.NO_SUCH_WORKER,
                                "The worker " + lease.workerId() + " was killed, or is another host's by now.",
                                "workerId",
                                lease.workerId().toString()))));
    }

    private Either<Failure, OutcomeIndex> recordedOutcomes(Lease lease) {
        if (lease.lastSequence() == 0) {
            return Either.right(new OutcomeIndex(List.of()));
        }
        return ports.events()
                .outcomes(DestinationNames.workerEvents(spec.workerId()))
                .map(OutcomeIndex::new);
    }

    /** A first start that failed leaves no record; a worker that was there before stays recorded as lost. */
    private Failure forget(Life life, Lease lease, Failure failure) {
        life.on(LifeEvent.START_FAILED);
        Either<Failure, Boolean> undone = life.state() == LifeState.ENDED
                ? ports.registry().remove(lease, lease.epoch() == 1 ? Duration.ZERO : KEPT_AFTER_A_FAILED_START)
                : ports.registry().status(lease, WorkerStatus.LOST);
        return undone.fold(
                alsoFailed -> failure.with("record", "left behind: " + alsoFailed.message()),
                pending -> failure,
                done -> failure);
    }
}
