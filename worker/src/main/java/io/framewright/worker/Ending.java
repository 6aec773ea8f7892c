package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.WorkerStatus;
import io.framewright.worker.WorkerMessage.Next;
import io.framewright.worker.life.LifeEvent;
import io.framewright.worker.life.LifeState;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways in which a worker ends on this host. Blocks; one at a time. */
final class Ending {
    private static final Logger log = LoggerFactory.getLogger(Ending.class);

    private final WorkerSession session;
    private final Registration registration;
    private final WorkQueue queue;
    private final SnapshotKeeper keeper;

    Ending(WorkerSession session) {
        this.session = session;
        this.registration = session.registration();
        this.queue = session.workQueue();
        this.keeper = new SnapshotKeeper(session);
    }

    /** Leaves the worker to nobody: its queue keeps what waits, and it starts again when somebody asks for that. */
    Either<Failure, Next> quarantine() {
        queue.letGo();
        return registration.move(LifeEvent.RESTART_LIMIT_REACHED).map(done -> Next.STOP);
    }

    /** Leaves the worker to the next host: its queue with all that waits, its record as lost. */
    Either<Failure, Next> suspend() {
        queue.letGo();
        if (!session.isPassivated() && session.journal().isAhead() && session.keepsSnapshots()) {
            // The next host has less to do; without it, it does the steps again.
            keeper.keep(keeper.stateNow()).map(kept -> keeper.tidy()).mapLeft(failure -> {
                log.warn("worker {} leaves without a snapshot: {}", session.workerId(), failure.message());
                return failure;
            });
        }
        Either<Failure, Boolean> left = session.crashes().areUnexplained()
                ? registration.move(LifeEvent.LEFT)
                : registration.move(
                        LifeEvent.LEFT, lost -> session.ports().registry().leave(registration.lease()));
        return left.map(done -> Next.STOP);
    }

    /**
     * Removes the worker, unless a message has come meanwhile: that one first.
     *
     * @param retention how long its events are kept
     */
    Either<Failure, Next> end(Duration retention) {
        // Once more if it was begun before: another host may have taken the worker since.
        Either<Failure, Boolean> ending = registration.life().state() == LifeState.STOPPING
                ? session.ports().registry().status(registration.lease(), WorkerStatus.STOPPING)
                : registration.move(LifeEvent.ENDING);
        return ending.flatMap(ours -> {
            queue.stop();
            if (!ours) {
                return Either.right(Next.YIELD);
            }
            if (!session.mailbox().isEmpty()) {
                return goOn();
            }
            return queue.deleteIfEmpty().flatMap(deleted -> deleted ? remove(retention) : goOn());
        });
    }

    private Either<Failure, Next> goOn() {
        return queue.resume()
                .flatMap(done -> registration.move(LifeEvent.RESUMED))
                .map(done -> Next.RESUME);
    }

    /** The record last: as long as it is there, whoever is told to kill the worker finishes what was begun. */
    private Either<Failure, Next> remove(Duration retention) {
        keeper.removeAll();
        return registration.remove(retention).map(ours -> ours ? Next.STOP : Next.YIELD);
    }

    /** The actor has ended, however it came to that: let go of all that is held. */
    void release() {
        session.streams().closeAll();
        queue.letGo();
        session.memory().release();
        if (registration.life().state() == LifeState.ENDED && !registration.isRemoved()) {
            // Fenced, perhaps by its end elsewhere: a queue that was made again here meanwhile would be nobody's.
            queue.leaveNone()
                    .peekLeft(failure -> log.warn(
                            "whether worker {} has left a queue could not be seen: {}",
                            session.workerId(),
                            failure.message()));
        }
    }
}
