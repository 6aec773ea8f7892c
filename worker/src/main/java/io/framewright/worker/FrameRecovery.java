package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.StepId;
import io.framewright.transport.WorkerStart;
import io.framewright.worker.snapshot.StreamState;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a session the frames and streams back that its worker had in former starts, or gives them up where that was
 * asked for. Blocks, before the worker takes commands or while it takes none.
 */
final class FrameRecovery {
    private static final Logger log = LoggerFactory.getLogger(FrameRecovery.class);

    private final WorkerSession session;
    private final Handlers handlers;

    FrameRecovery(WorkerSession session, Handlers handlers) {
        this.session = session;
        this.handlers = handlers;
    }

    /**
     * Brings the frames and streams of former starts back; a worker that never ran has none. What there is to tell of
     * them is in {@link WorkerSession#takeRecovered}.
     *
     * @return left when Redis or the place of the snapshots cannot be reached: to be tried again
     */
    Either<Failure, Boolean> recover() {
        if (session.isRecovered()) {
            return Either.right(true);
        }
        return asAskedFor().map(done -> {
            session.markRecovered();
            return done;
        });
    }

    private Either<Failure, Boolean> asAskedFor() {
        WorkerSpec spec = session.spec();
        if (session.lease().epoch() == 1 && session.lease().lastSequence() == 0) {
            // What a former worker of this id left behind is none of ours.
            return removeSnapshots()
                    .flatMap(removed -> spec.restore() ? Either.right(true) : giveUpFrames(StepId.NONE));
        }
        if (!spec.restore()) {
            return session.ports()
                    .steps()
                    .last(session.stream())
                    .flatMap(last -> spec.intent() == WorkerStart.Intent.SPAWN
                            ? giveUpFrames(last)
                            : Either.right(doWithoutFrames(last)));
        }
        return bringBack().map(events -> {
            session.tellRecovered(events);
            return true;
        });
    }

    /** All that was there; right holds what there is to tell of it. */
    Either<Failure, List<Event>> bringBack() {
        return new Recovery(
                        session.workerId(),
                        session.stream(),
                        session.ports().steps(),
                        session.config(),
                        handlers,
                        frames -> new RecoveryContext(
                                session.workerId(),
                                frames,
                                session.config(),
                                session.ports().keys()))
                .run()
                .flatMap(this::resume);
    }

    private Either<Failure, List<Event>> resume(Recovered back) {
        session.history().resume(back);
        session.frameManager().propose(back.frames());
        session.frameManager().commit(back.frames());
        session.memory().haveTentative();
        StreamTable streams = session.streams();
        for (StreamState state : back.streams()) {
            Either<Failure, RowStream> opened =
                    streams.open(state, session.config().window());
            Failure why = opened.fold(failure -> failure, pending -> null, stream -> null);
            if (why instanceof Failure.Unreachable) {
                streams.closeAll();
                return Either.left(why);
            }
            if (why != null) {
                log.warn("worker {} cannot go on reading {}: {}", session.workerId(), state, why.message());
                back.damage().degraded(state.frame(), Damage.Reason.STREAM_ENDED);
            }
        }
        streams.all().forEach(streams::register);
        return Either.right(back.events(
                session.workerId(), session.lease().epoch(), session.config().eventLimitBytes()));
    }

    /** It is to be ended, which needs no frames; should that fail, the next host finds all that there was. */
    private boolean doWithoutFrames(StepId last) {
        session.history().resume(Recovered.nothing(last, true));
        return true;
    }

    /** From here on nothing of this worker is kept, whoever starts it. */
    private Either<Failure, Boolean> giveUpFrames(StepId last) {
        doWithoutFrames(last);
        return new JournalReset(session)
                .beginWith(Steps.forgetful())
                .flatMap(ours -> ours ? removeSnapshots() : Either.right(false));
    }

    private Either<Failure, Boolean> removeSnapshots() {
        return session.config().snapshots().remove(session.workerId());
    }
}
