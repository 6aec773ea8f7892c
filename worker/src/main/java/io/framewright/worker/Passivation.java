package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.StepId;
import io.framewright.worker.WorkerMessage.Next;
import io.framewright.worker.life.LifeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the frames of a worker leave memory while it is idle, and brings them back (docs/adr/0011). Blocks. */
final class Passivation {
    private static final Logger log = LoggerFactory.getLogger(Passivation.class);

    private final WorkerSession session;
    private final FrameRecovery recovery;
    private final SnapshotKeeper keeper;

    Passivation(WorkerSession session, FrameRecovery recovery) {
        this.session = session;
        this.recovery = recovery;
        this.keeper = new SnapshotKeeper(session);
    }

    /**
     * Makes sure that the frames can leave memory: a snapshot has all of them. Nothing else is under way.
     *
     * @return right holds {@code PASSIVATE} if they can
     */
    Either<Failure, Next> passivate() {
        Either<Failure, Boolean> kept = !session.keepsSnapshots()
                ? Either.right(session.frameManager().frames().names().isEmpty())
                : session.journal().isAhead() ? keeper.keepAll() : Either.right(true);
        if (!kept.getOrElse(false)) {
            log.info("worker {} is idle and keeps its frames in memory: {}", session.workerId(), kept);
            return Either.right(Next.RESUME);
        }
        return session.ports()
                .registry()
                .idle(session.lease(), true)
                .map(ours -> ours && session.registration().life().on(LifeEvent.WENT_IDLE)
                        ? Next.PASSIVATE
                        : Next.FORGOTTEN);
    }

    /** Brings the frames of an idle worker back. Only what is not as it was is told. */
    Either<Failure, Next> wake() {
        return session.ports()
                .registry()
                .idle(session.lease(), false)
                .flatMap(ours -> ours ? session.ports().steps().last(session.stream()) : Either.right(StepId.NONE))
                .flatMap(last -> {
                    // Redis has lost its memory: the record comes first, and then it is tried again.
                    if (last.equals(StepId.NONE)
                            && !session.journal().recorded().equals(StepId.NONE)) {
                        return Either.right(Next.FORGOTTEN);
                    }
                    return recovery.bringBack().map(events -> {
                        session.tellRecovered(
                                events.stream().filter(Recovered::isDamage).toList());
                        session.registration().life().on(LifeEvent.WOKEN);
                        return Next.WOKEN;
                    });
                });
    }
}
