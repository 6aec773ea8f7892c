package io.framewright.worker;

import io.framewright.worker.snapshot.Snapshot;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a worker's snapshots beside its work, when it is time for one. For the actor only.
 *
 * <p>Whether one is being taken is in {@link WorkerState}: that goes on through a crash of the actor.
 */
final class SnapshotsBeside {
    private static final Logger log = LoggerFactory.getLogger(SnapshotsBeside.class);

    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final SnapshotKeeper keeper;
    /** Whether the actor will be told when one is due. */
    private boolean timed;

    SnapshotsBeside(WorkerSession session, WorkerState state, Errands errands) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.keeper = new SnapshotKeeper(session);
    }

    /** Takes a snapshot if it is time for one; else sees to it that it will be noticed when it is. */
    void takeIfDue() {
        Journal journal = session.journal();
        if (state.snapshotting
                || state.passivated
                || state.stepping
                || !session.keepsSnapshots()
                || !journal.isAhead()) {
            return;
        }
        if (!journal.isDue()) {
            if (!timed) {
                timed = true;
                errands.tellAfter(
                        Duration.ofNanos(Math.max(1, journal.nanosLeft())), WorkerMessage.SnapshotDue.INSTANCE);
            }
            return;
        }
        Snapshot snapshot = keeper.stateNow();
        begin();
        errands.block(() -> keeper.keep(snapshot), result -> new WorkerMessage.SnapshotTaken(snapshot, result));
    }

    Then onDue() {
        timed = false;
        takeIfDue();
        return Then.STAY;
    }

    Then onTaken(WorkerMessage.SnapshotTaken taken) {
        state.snapshotting = false;
        taken.result()
                .fold(
                        failure -> {
                            log.warn("worker {} took no snapshot: {}", session.workerId(), failure.message());
                            session.journal().snapshotFailed();
                            return false;
                        },
                        pending -> false,
                        kept -> {
                            session.journal()
                                    .snapshotTaken(
                                            taken.snapshot().at(),
                                            taken.snapshot().takenOn());
                            tidy();
                            return true;
                        });
        takeIfDue();
        return Then.PUMP;
    }

    /** As long as that lasts no other snapshot is taken. */
    void tidy() {
        state.snapshotting = true;
        errands.block(keeper::tidy, WorkerMessage.Tidied.INSTANCE);
    }

    Then onTidied() {
        state.snapshotting = false;
        takeIfDue();
        return Then.PUMP;
    }

    /** One begins to be taken; until it is taken, and tidied up after, or has failed, there is no other. */
    void begin() {
        state.snapshotting = true;
        session.journal().snapshotBegun();
    }

    /** What was begun has come to nothing. */
    void fail() {
        state.snapshotting = false;
        session.journal().snapshotFailed();
    }
}
