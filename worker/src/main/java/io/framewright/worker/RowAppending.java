package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.transport.CommitResult;
import io.framewright.transport.StepId;

/**
 * Appends what has come from row streams to their frames, between commands. For the actor only.
 *
 * <p>The batch that is being appended is in {@link WorkerState}: after a crash of the actor its rows come first again.
 */
final class RowAppending {
    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final SnapshotsBeside snapshots;

    RowAppending(WorkerSession session, WorkerState state, Errands errands, SnapshotsBeside snapshots) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.snapshots = snapshots;
    }

    void begin() {
        RowStream.Batch batch = session.streams().next();
        if (batch == null) {
            return;
        }
        state.appending = batch;
        Frames frames = session.frameManager().tentative();
        FrameMemory memory = session.memory();
        errands.compute(
                () -> batch.appendSafely(frames, memory.limits()).flatMap(memory::claim),
                result -> new WorkerMessage.Appended(batch, result));
    }

    Then onAppended(WorkerMessage.Appended appended) {
        if (appended.batch() != state.appending) {
            return Then.STAY;
        }
        appended.result()
                .fold(
                        failure -> {
                            state.appending = null;
                            return appended.batch().refused(failure);
                        },
                        pending -> false,
                        frames -> {
                            journal(appended.batch(), frames);
                            return true;
                        });
        return Then.PUMP;
    }

    /** Rows are in the frame when the journal has them: only then does their source let go of them. */
    private void journal(RowStream.Batch batch, Frames frames) {
        if (session.isForgetful()) {
            state.appending = null;
            settle(batch, frames);
            return;
        }
        long epoch = session.lease().epoch();
        StepId id = session.history().stepBetween();
        String step = session.journal().placed(id, epoch, Steps.rows(batch));
        errands.await(
                session.ports().steps().append(session.stream(), epoch, id, step),
                result -> new WorkerMessage.Journaled(batch, frames, id, step.length(), result));
    }

    Then onJournaled(WorkerMessage.Journaled journaled) {
        RowStream.Batch batch = journaled.batch();
        if (batch != state.appending) {
            return Then.STAY;
        }
        state.appending = null;
        long fencedBy = fencedBy(journaled.result());
        if (fencedBy > 0) {
            session.registration().fenced();
            return Then.STOP;
        }
        if (fencedBy == 0) {
            session.journal().rollBack();
            session.memory().haveTentative();
            batch.stream().giveBack(batch);
            state.leaseLost = true;
            return Then.PUMP;
        }
        session.journal().committed(journaled.id(), session.lease().epoch(), journaled.size());
        settle(batch, journaled.frames());
        snapshots.takeIfDue();
        return Then.PUMP;
    }

    /** The epoch that has the worker instead; 0 if Redis has lost the record, negative if the worker is ours. */
    private static long fencedBy(Either<Failure, CommitResult> result) {
        return result.<Long>fold(
                closed -> Long.MAX_VALUE,
                pending -> Long.MAX_VALUE,
                done -> done instanceof CommitResult.Fenced fenced ? fenced.currentEpoch() : -1L);
    }

    private void settle(RowStream.Batch batch, Frames frames) {
        session.frameManager().propose(frames);
        session.frameManager().commit(frames);
        batch.settled();
    }

    /** After a crash of the actor: rows that were half appended come first again. */
    void giveBack() {
        RowStream.Batch batch = state.appending;
        if (batch != null) {
            batch.stream().giveBack(batch);
        }
    }
}
