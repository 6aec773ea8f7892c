package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.worker.WorkerMessage.Next;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the steps of a worker: what waits for the broker or for Redis while nothing else begins. For the actor only. */
final class Interludes {
    private static final Logger log = LoggerFactory.getLogger(Interludes.class);

    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final Commits commits;
    private final SnapshotsBeside snapshots;

    Interludes(WorkerSession session, WorkerState state, Errands errands, Commits commits, SnapshotsBeside snapshots) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.commits = commits;
        this.snapshots = snapshots;
    }

    /** Runs this step; one that cannot be done is tried until it can. */
    void begin(Supplier<Either<Failure, Next>> step) {
        state.stepping = true;
        errands.block(step, result -> new WorkerMessage.Stepped(step, result));
    }

    Then onRetry(WorkerMessage.Retry retry) {
        begin(retry.step());
        return Then.STAY;
    }

    Then onStepped(WorkerMessage.Stepped stepped) {
        return stepped.result()
                .fold(
                        failure -> {
                            log.warn("worker {} tries again: {}", session.workerId(), failure.message());
                            errands.tryAgain(new WorkerMessage.Retry(stepped.step()));
                            return Then.STAY;
                        },
                        pending -> Then.STAY,
                        this::onDone);
    }

    private Then onDone(Next next) {
        state.stepping = false;
        settle(next);
        if (next == Next.YIELD) {
            session.registration().fenced();
        }
        if (next == Next.YIELD || next == Next.STOP) {
            return Then.STOP;
        }
        commits.giveAgain();
        session.takeRecovered().forEach(event -> commits.commit(Answer.progress(event)));
        snapshots.takeIfDue();
        return Then.PUMP;
    }

    private void settle(Next next) {
        state.begun |= next == Next.BEGUN;
        state.leaseLost |= next == Next.FORGOTTEN;
        if (next == Next.PASSIVATE) {
            session.memory().drop();
            state.passivated = true;
        } else if (next == Next.WOKEN) {
            state.passivated = false;
            state.busyAt = System.nanoTime();
        }
    }
}
