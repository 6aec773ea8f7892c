package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Delivery;
import io.framewright.transport.RecordedOutcome;
import io.framewright.worker.WorkerMessage.Next;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells an outcome again whose command comes again. For the actor only; the step that it gives blocks. */
final class Republishing {
    private static final Logger log = LoggerFactory.getLogger(Republishing.class);

    private final WorkerSession session;
    private final Errands errands;
    private final Ending ending;
    /** Outcomes that were to be told again and are not in the stream. */
    private final List<WorkerMessage.Republished> missing = new ArrayList<>();

    Republishing(WorkerSession session, Errands errands, Ending ending) {
        this.session = session;
        this.errands = errands;
        this.ending = ending;
    }

    void begin(Delivery delivery, RecordedOutcome outcome) {
        errands.await(
                session.ports()
                        .events()
                        .republish(
                                session.stream(),
                                outcome.sequence(),
                                session.spec().responseChannel()),
                result -> new WorkerMessage.Republished(delivery, outcome, result));
    }

    Then onDone(WorkerMessage.Republished republished) {
        if (republished.result().isLeft()) {
            return Then.STOP;
        }
        if (republished.result().getOrElse(false)) {
            session.mailbox().acknowledge(republished.delivery());
        } else {
            missing.add(republished);
        }
        return Then.PUMP;
    }

    /** Whether some were not in the stream: then {@link #settleMissing} comes before the next command. */
    boolean hasMissing() {
        return !missing.isEmpty();
    }

    /** A step that finds out what became of those that are missing now. */
    Supplier<Either<Failure, Next>> settleMissing() {
        List<WorkerMessage.Republished> now = List.copyOf(missing);
        missing.clear();
        return () -> settle(now);
    }

    /**
     * One that was trimmed meanwhile, or cut out by hand, was published once: its command is done. One that Redis has
     * forgotten altogether has no outcome any more, and what it did is in our frames alone: the next host begins from
     * what Redis knows.
     */
    private Either<Failure, Next> settle(List<WorkerMessage.Republished> gone) {
        return session.ports().events().outcomes(session.stream()).flatMap(recorded -> {
            Set<UUID> known = recorded.stream().map(RecordedOutcome::commandId).collect(Collectors.toSet());
            boolean forgotten = gone.stream()
                    .map(one -> one.outcome().commandId())
                    .anyMatch(id ->
                            !known.contains(id) && session.outcomes().find(id).isPresent());
            if (forgotten) {
                log.warn(
                        "Redis has forgotten outcomes of worker {}, which begins again without them",
                        session.workerId());
                return ending.suspend();
            }
            gone.forEach(one -> session.mailbox().acknowledge(one.delivery()));
            return Either.right(Next.RESUME);
        });
    }
}
