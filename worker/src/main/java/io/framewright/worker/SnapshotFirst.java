package io.framewright.worker;

import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.Snapshot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records an answer only after a snapshot has what it says: nobody can tell how to make this change again, or the
 * caller asked for a snapshot. For the actor only.
 */
final class SnapshotFirst {
    private final WorkerSession session;
    private final Errands errands;
    private final SnapshotsBeside snapshots;
    private final Commits commits;
    private final Answers answers;
    private final SnapshotKeeper keeper;
    private @Nullable Wanted wanted;

    /** An answer that waits, and the run that gave it; placed once its snapshot is being taken. */
    private record Wanted(Execution execution, Answer answer) {}

    SnapshotFirst(WorkerSession session, Errands errands, SnapshotsBeside snapshots, Commits commits, Answers answers) {
        this.session = session;
        this.errands = errands;
        this.snapshots = snapshots;
        this.commits = commits;
        this.answers = answers;
        this.keeper = new SnapshotKeeper(session);
    }

    /** Whether an answer waits for its snapshot. */
    boolean isWanted() {
        return wanted != null;
    }

    /** The answer waits until all before it are recorded. */
    void want(Execution execution, Answer answer) {
        wanted = new Wanted(execution, answer);
    }

    /** All before it is recorded, so nothing is in the snapshot that may turn out not to have happened, but itself. */
    void begin() {
        Wanted due = Objects.requireNonNull(wanted, "begins only if one is wanted");
        Answer placed = session.placed(due.answer());
        Snapshot snapshot = keeper.stateAt(
                StepId.ofCommand(placed.event().sequence()),
                session.frameManager().tentative());
        wanted = new Wanted(due.execution(), placed);
        snapshots.begin();
        errands.block(
                () -> keeper.keep(snapshot),
                result -> new WorkerMessage.SnapshotHas(due.execution(), placed, snapshot, result));
    }

    /**
     * Until the answer is recorded no other snapshot is taken, nor is tidied up: this one is the newest, and may be
     * void.
     */
    Then onTaken(WorkerMessage.SnapshotHas taken) {
        if (wanted == null || taken.answer() != wanted.answer()) {
            snapshots.fail();
            return Then.PUMP;
        }
        wanted = null;
        taken.result()
                .fold(
                        failure -> {
                            snapshots.fail();
                            session.history().unplaced();
                            session.frameManager().propose(taken.execution().frames());
                            session.memory().haveTentative();
                            taken.answer().onAbort().run();
                            commits.commit(answers.failed(taken.execution(), failure));
                            return false;
                        },
                        pending -> false,
                        kept -> {
                            commits.commitPlaced(taken.answer());
                            return true;
                        });
        return Then.PUMP;
    }
}
