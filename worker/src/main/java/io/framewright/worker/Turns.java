package io.framewright.worker;

import io.framewright.transport.Delivery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Begins the turns of a worker, and ends them. For the actor only.
 *
 * <p>The turn that runs is in {@link WorkerState}: it has to be abandoned after a crash of the actor.
 */
final class Turns {
    /** Commands that run in one turn while they are short. */
    private static final int AT_MOST = 64;

    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final Intake intake;
    private final Handlers handlers;
    private final Answers answers;
    private final Commits commits;
    /** How many commands the next one may have: many while they are short. */
    private int limit = 1;

    Turns(
            WorkerSession session,
            WorkerState state,
            Errands errands,
            Intake intake,
            Handlers handlers,
            Answers answers,
            Commits commits) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.intake = intake;
        this.handlers = handlers;
        this.answers = answers;
        this.commits = commits;
    }

    /** Runs a command, and with it those behind it that may run as well. */
    void begin(Delivery delivery, Verdict.Run run) {
        List<Turn.Task> tasks = new ArrayList<>();
        tasks.add(task(delivery, run));
        if (!session.crashes().isCareful() && !session.crashes().areUnexplained()) {
            gather(tasks, Math.min(limit, commits.room()));
        }
        Turn turn = new Turn(
                session, answers, errands::arrive, tasks, session.frameManager().tentative());
        state.turn = turn;
        errands.run(turn);
    }

    private Turn.Task task(Delivery delivery, Verdict.Run run) {
        CommandHandler handler = handlers.find(run.command().commandType())
                .orElseThrow(() -> new IllegalStateException("judged as known: " + run.command()));
        return new Turn.Task(delivery, run, handler);
    }

    /** Adds what is next in the queue, up to the first that is not simply to be run: that one is judged anew later. */
    private void gather(List<Turn.Task> tasks, int atMost) {
        Set<UUID> commands = new HashSet<>();
        commands.add(tasks.get(0).commandId());
        while (tasks.size() < atMost) {
            Delivery next = session.mailbox().take();
            if (next == null) {
                return;
            }
            Verdict verdict =
                    intake.judge(next, session.workerId(), session.lease().epoch());
            if (!(verdict instanceof Verdict.Run run)
                    || !commands.add(run.command().commandId())
                    || session.cancelWishes().has(run.command().commandId())) {
                session.mailbox().putBack(List.of(next));
                return;
            }
            tasks.add(task(next, run));
        }
    }

    Then onEnded(WorkerMessage.TurnEnded ended) {
        Turn turn = ended.turn();
        if (turn != state.turn) {
            return Then.STAY;
        }
        state.turn = null;
        session.mailbox().putBack(turn.left());
        if (turn.isLate()) {
            limit = Math.max(1, turn.begun() / 2);
        } else if (turn.begun() == limit) {
            limit = Math.min(AT_MOST, 2 * limit);
        }
        return Then.PUMP;
    }

    /** No command of the one that runs begins any more. */
    void end() {
        if (state.turn != null) {
            state.turn.end();
        }
    }

    /** Tells the command that runs that nobody wants it any more, if it is this one. */
    void cancel(UUID commandId) {
        if (state.turn != null) {
            state.turn.cancel(commandId);
        }
    }

    /** Ends the one that runs, and tells its command that nobody wants it any more. */
    void cancelAll() {
        if (state.turn != null) {
            state.turn.cancelAll();
        }
    }
}
