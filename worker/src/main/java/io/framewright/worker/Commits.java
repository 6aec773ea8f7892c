package io.framewright.worker;

import io.framewright.event.FailureCode;
import io.framewright.transport.CommitResult;
import io.framewright.transport.RecordedOutcome;
import io.framewright.transport.StepId;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a worker's answers to Redis, in the order in which they get their places, and does what is to follow when they
 * are recorded. For the actor only.
 *
 * <p>What is on its way is in {@link WorkerState}: that goes on through a crash of the actor.
 */
final class Commits {
    private static final Logger log = LoggerFactory.getLogger(Commits.class);

    /** Answers on their way at a time: enough to keep Redis busy, few enough to keep memory small. */
    private static final int AT_MOST = 256;

    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final SnapshotsBeside snapshots;
    private final CrashCounts crashCounts;

    Commits(WorkerSession session, WorkerState state, Errands errands, SnapshotsBeside snapshots) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.snapshots = snapshots;
        this.crashCounts = new CrashCounts(session);
    }

    /** How many commands may run before those whose answers are on their way have them recorded. */
    int room() {
        return (session.crashes().isCareful() ? 1 : AT_MOST) - state.committing.size();
    }

    /** Gives the event its place and the answer to Redis; the command counts as decided from here on. */
    void commit(Answer answer) {
        commitPlaced(session.placed(answer));
    }

    /** The same of one that has its place. */
    void commitPlaced(Answer placed) {
        if (placed.requestHash() != null) {
            session.outcomes()
                    .add(new RecordedOutcome(
                            placed.event().commandId(), placed.event().sequence(), placed.requestHash()));
        }
        give(placed);
    }

    /** After the record is there again: all that was refused because it was not. */
    void giveAgain() {
        List<Answer> again = List.copyOf(state.unrecorded);
        state.unrecorded.clear();
        again.forEach(this::give);
    }

    private void give(Answer answer) {
        state.committing.addLast(answer);
        var unused = session.ports()
                .events()
                .commit(session.commitOf(answer))
                .whenComplete((result, bug) -> errands.arrive(new WorkerMessage.Committed(answer, result, bug)));
    }

    Then onCommitted(WorkerMessage.Committed committed) {
        Answer answer = committed.answer();
        state.committing.remove(answer);
        return Errands.orBug(committed.result(), committed.bug())
                .fold(
                        failure -> {
                            log.warn("worker {} stops: {}", session.workerId(), failure.message());
                            return Then.STOP;
                        },
                        pending -> Then.PUMP,
                        result -> onResult(answer, result));
    }

    private Then onResult(Answer answer, CommitResult result) {
        if (result instanceof CommitResult.Committed done) {
            settle(answer, done);
            return Then.PUMP;
        }
        if (result instanceof CommitResult.Fenced fenced && fenced.currentEpoch() == 0) {
            state.unrecorded.add(answer);
            return Then.PUMP;
        }
        answer.onAbort().run();
        if (result instanceof CommitResult.Fenced fenced) {
            log.warn(
                    "worker {} stops: epoch {} lost it to epoch {}",
                    session.workerId(),
                    session.lease().epoch(),
                    fenced.currentEpoch());
            session.registration().fenced();
            return Then.STOP;
        }
        CommitResult.AlreadyDecided decided = (CommitResult.AlreadyDecided) result;
        session.outcomes()
                .add(new RecordedOutcome(answer.event().commandId(), decided.sequence(), decided.requestHash()));
        state.crash = new IllegalStateException(
                "another host decided " + answer.event().commandId());
        return Then.PUMP;
    }

    private void settle(Answer answer, CommitResult.Committed committed) {
        if (answer.frames() != null) {
            session.frameManager().commit(answer.frames());
        }
        // Readers who wait for this event must find its frames.
        session.history().committed(committed.sequence());
        session.outcomes().forgetBefore(committed.oldest());
        answer.onCommit().run();
        journal(answer);
        if (answer.event().outcome().isTerminal()) {
            forgetCrashes(answer);
            session.cancelWishes().take(answer.event().commandId());
            session.handled().add(answer);
        }
        if (answer.delivery() != null
                && !session.mailbox().acknowledge(answer.delivery())
                && answer.requestHash() != null) {
            state.answeredMeanwhile.add(answer.event().commandId());
        }
    }

    private void journal(Answer answer) {
        String step = answer.stepText();
        if (step != null) {
            StepId id = StepId.ofCommand(answer.event().sequence());
            session.journal().committed(id, answer.event().epoch(), step.length());
            if (answer.needsSnapshot()) {
                session.journal().snapshotTaken(id, answer.event().timeStamp());
                snapshots.tidy();
            }
            snapshots.takeIfDue();
        }
    }

    private void forgetCrashes(Answer answer) {
        UUID commandId = answer.event().commandId();
        if (session.crashes().decided(commandId)) {
            boolean givenUp = answer.deadLetter() != null && answer.deadLetter().is(FailureCode.POISON_COMMAND);
            errands.blockUnheard(() -> crashCounts.forget(commandId, givenUp));
        }
    }
}
