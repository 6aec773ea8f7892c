package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.CommitResult;
import io.framewright.transport.StepId;
import io.framewright.worker.life.LifeEvent;

/** Sees to it that a worker stays ours, after a crash of its actor or when its record is gone. Blocks. */
final class Renewal {
    private final WorkerSession session;
    private final Registration registration;

    Renewal(WorkerSession session) {
        this.session = session;
        this.registration = session.registration();
    }

    /**
     * A start after a crash of the actor: a new epoch, unless the worker belongs to somebody else by now.
     *
     * @return right holds whether it is still ours
     */
    Either<Failure, Boolean> renewLease() {
        return registration
                .renew()
                .map(renewed -> {
                    session.history().renewed(renewed.lastSequence());
                    return true;
                })
                .<Failure>recoverWith(
                        failure -> failure.is(FailureCode.WORKER_EXISTS) ? Either.right(false) : Either.left(failure))
                .flatMap(ours -> ours ? registration.move(LifeEvent.STARTED) : renewForgotten());
    }

    /** It was refused: the worker is another's by now, or Redis has lost its record, which is put back then. */
    private Either<Failure, Boolean> renewForgotten() {
        return registration
                .find()
                .flatMap(found -> found.isPresent() ? Either.right(false) : restoreRecord())
                .flatMap(restored -> restored ? renewLease() : Either.right(false));
    }

    /**
     * After the record was found gone: if the queue is still there nobody killed the worker, so Redis lost its memory,
     * and the record is put back.
     *
     * @return right holds whether the worker is still ours
     */
    Either<Failure, Boolean> restoreRecord() {
        return session.workQueue()
                .depth()
                .fold(
                        failure ->
                                failure.is(FailureCode.STREAM_NOT_FOUND) ? Either.right(false) : Either.left(failure),
                        pending -> Either.right(false),
                        depth -> session.ports()
                                .registry()
                                .restore(registration.record(), session.committedSequence())
                                .flatMap(restored -> markRestored())
                                .flatMap(marked -> session.ports()
                                        .registry()
                                        .status(registration.lease(), registration.status())));
    }

    /** The steps may be gone with the record: whoever recovers the frames is told, until a snapshot has all of them. */
    private Either<Failure, Boolean> markRestored() {
        Journal journal = session.journal();
        long epoch = registration.lease().epoch();
        journal.wantSnapshot();
        StepId id = journal.markPlace(session.committedSequence());
        return session.ports()
                .steps()
                .append(
                        session.stream(),
                        epoch,
                        id,
                        journal.mark(id, epoch, session.isForgetful() ? Steps.forgetful() : Steps.restored()))
                .toCompletableFuture()
                .join()
                .map(result -> result instanceof CommitResult.Committed);
    }
}
