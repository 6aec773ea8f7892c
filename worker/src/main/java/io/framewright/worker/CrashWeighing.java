package io.framewright.worker;

import io.framewright.command.Command;
import io.framewright.transport.CrashCount;
import io.framewright.transport.Delivery;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a crash counted, and decides by the count what becomes of the command and of its worker: it runs again, or is
 * poison, or the worker is quarantined (docs/adr/0010). For the actor only.
 */
final class CrashWeighing {
    private static final Logger log = LoggerFactory.getLogger(CrashWeighing.class);

    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final Answers answers;
    private final Commits commits;
    private final DeadLettering deadLettering;
    private final Turns turns;
    private final CrashCounts counts;
    private WorkerMessage.@Nullable Weigh underWay;

    CrashWeighing(
            WorkerSession session,
            WorkerState state,
            Errands errands,
            Answers answers,
            Commits commits,
            DeadLettering deadLettering,
            Turns turns) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.answers = answers;
        this.commits = commits;
        this.deadLettering = deadLettering;
        this.turns = turns;
        this.counts = new CrashCounts(session);
    }

    boolean isUnderWay() {
        return underWay != null;
    }

    /** A handler crashed. */
    Then onCrashed(WorkerMessage.Crashed crashed) {
        if (crashed.turn() == state.turn) {
            Execution execution = crashed.execution();
            execution.markAnswered();
            log.error("{} crashed worker {}", execution, session.workerId(), crashed.crash());
            weigh(new WorkerMessage.Weigh(
                    execution.run(),
                    execution.delivery(),
                    session.lease().epoch(),
                    new IllegalStateException("the handler of " + execution + " crashed", crashed.crash())));
        }
        return Then.STAY;
    }

    /** The last process died, and this command is suspected to be the cause. */
    void suspect(Delivery delivery, Verdict.Run run) {
        weigh(new WorkerMessage.Weigh(run, delivery, session.lease().epoch() - 1, null));
    }

    private void weigh(WorkerMessage.Weigh weigh) {
        underWay = weigh;
        UUID commandId = weigh.run().command().commandId();
        errands.block(() -> counts.add(weigh.epoch(), commandId), result -> new WorkerMessage.Weighed(weigh, result));
    }

    Then onWeigh(WorkerMessage.Weigh weigh) {
        if (weigh == underWay) {
            weigh(weigh);
        }
        return Then.STAY;
    }

    Then onWeighed(WorkerMessage.Weighed weighed) {
        if (weighed.weigh() != underWay) {
            return Then.STAY;
        }
        return weighed.result()
                .fold(
                        failure -> {
                            log.warn("worker {} tries again: {}", session.workerId(), failure.message());
                            errands.tryAgain(weighed.weigh());
                            return Then.STAY;
                        },
                        pending -> Then.STAY,
                        count -> afterCrash(weighed.weigh(), count));
    }

    private Then afterCrash(WorkerMessage.Weigh weigh, CrashCount count) {
        underWay = null;
        if (!count.held()) {
            state.leaseLost = true;
            state.crash = ofActor(weigh);
            return Then.PUMP;
        }
        Command command = weigh.run().command();
        log.warn(
                "{} {} has crashed worker {} {} times",
                command.commandType(),
                command.commandId(),
                session.workerId(),
                count.ofCommand());
        session.crashes().counted(command.commandId());
        RestartLimit limit = session.config().restartLimit();
        if (count.ofCommand() >= session.config().crashLimit()) {
            deadLettering.answer(answers.poisoned(weigh.run(), weigh.delivery(), count.ofCommand(), causeOf(weigh)));
        } else if (limit.isReachedBy(count.restarts())) {
            state.quarantine = true;
            commits.commit(answers.quarantined(count.restarts()));
        } else if (weigh.crash() != null) {
            state.crash = ofActor(weigh);
        } else {
            turns.begin(weigh.delivery(), weigh.run());
        }
        return Then.PUMP;
    }

    private static RuntimeException ofActor(WorkerMessage.Weigh weigh) {
        return new IllegalStateException("worker crashed", weigh.crash());
    }

    private static @Nullable Throwable causeOf(WorkerMessage.Weigh weigh) {
        return weigh.crash() == null ? null : weigh.crash().getCause();
    }
}
