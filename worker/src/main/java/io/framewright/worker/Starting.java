package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.worker.WorkerMessage.Next;

/** The step with which a worker begins: it gets its frames, and consumes its queue. Blocks; may be tried again. */
final class Starting {
    private final WorkerSession session;
    private final Errands errands;
    private final FrameRecovery recovery;
    private final CrashCounts counts;
    private final Ending ending;

    Starting(WorkerSession session, Errands errands, FrameRecovery recovery, Ending ending) {
        this.session = session;
        this.errands = errands;
        this.recovery = recovery;
        this.counts = new CrashCounts(session);
        this.ending = ending;
    }

    /** @param onRunning runs when the worker consumes its queue; must not block */
    Either<Failure, Next> start(Runnable onRunning) {
        return counts.weighStart()
                .flatMap(may -> may ? begin() : ending.quarantine())
                .map(next -> {
                    // One that is another's, or of whose start Redis knows no more, has not come to run.
                    if (next != Next.YIELD) {
                        onRunning.run();
                    }
                    return next == Next.RESUME ? Next.BEGUN : next;
                });
    }

    private Either<Failure, Next> begin() {
        return recovery.recover()
                .flatMap(recovered -> readCancelWishes())
                .flatMap(recovered -> session.workQueue()
                        .consume(
                                () -> errands.tell(WorkerMessage.Wake.INSTANCE),
                                () -> errands.tell(WorkerMessage.QueueGone.INSTANCE)))
                .map(ours -> ours ? Next.RESUME : Next.YIELD);
    }

    /**
     * Reads which commands are to be cancelled. After the manager knows of this worker, so that a wish that comes
     * meanwhile is told to it, and before anything is consumed.
     */
    private Either<Failure, Boolean> readCancelWishes() {
        return session.ports().registry().cancelled(session.workerId()).map(commands -> {
            session.cancelWishes().addAll(commands);
            return true;
        });
    }
}
