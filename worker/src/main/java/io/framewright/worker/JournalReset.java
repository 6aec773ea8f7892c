package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.CommitResult;
import io.framewright.transport.StepId;
import io.framewright.worker.WorkerMessage.Next;

/** Begins a worker's journal anew where no snapshot shortens it. Blocks, while nothing else is on its way. */
final class JournalReset {
    private final WorkerSession session;
    private final Renewal renewal;

    JournalReset(WorkerSession session) {
        this.session = session;
        this.renewal = new Renewal(session);
    }

    /** Without snapshots the journal would grow for ever: from here on it says what frames there were. */
    Either<Failure, Next> forgetSteps() {
        ObjectNode step = Steps.forgotten(
                session.frameManager().frames().names(), session.streams().states());
        return beginWith(step).flatMap(ours -> {
            if (ours) {
                session.journal().dropped();
                return Either.right(Next.RESUME);
            }
            return renewal.restoreRecord().map(restored -> restored ? Next.RESUME : Next.YIELD);
        });
    }

    /** Records this step and drops all before it; right holds whether the worker is still ours. */
    Either<Failure, Boolean> beginWith(ObjectNode step) {
        StepId id = session.history().stepBetween();
        return record(id, step)
                .flatMap(ours -> ours
                        ? session.ports()
                                .steps()
                                .dropUpTo(session.stream(), session.lease().epoch(), id.before())
                        : Either.right(false));
    }

    private Either<Failure, Boolean> record(StepId id, ObjectNode step) {
        Journal journal = session.journal();
        long epoch = session.lease().epoch();
        String text = journal.placed(id, epoch, step);
        return session.ports()
                .steps()
                .append(session.stream(), epoch, id, text)
                .toCompletableFuture()
                .join()
                .map(result -> {
                    boolean ours = result instanceof CommitResult.Committed;
                    if (ours) {
                        journal.committed(id, epoch, text.length());
                    } else {
                        journal.rollBack();
                    }
                    return ours;
                });
    }
}
