package io.framewright.worker;

import io.framewright.transport.Idling;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Notices that a worker has had nothing to do for its idle time, and then lets its frames leave memory or ends it
 * (docs/adr/0011). For the actor only.
 *
 * <p>Since when it has nothing to do is in {@link WorkerState}: a crash of the actor makes it no younger.
 */
final class Idleness {
    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final UnderWay underWay;
    private final Interludes interludes;
    private final Passivation passivation;
    private final Ending ending;
    private final Duration retention;
    /** Whether the actor will be told when it may have been idle for long enough. */
    private boolean timed;

    /** @param retention how long the events of a worker are kept that ends */
    Idleness(
            WorkerSession session,
            WorkerState state,
            Errands errands,
            UnderWay underWay,
            Interludes interludes,
            Passivation passivation,
            Ending ending,
            Duration retention) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.underWay = underWay;
        this.interludes = interludes;
        this.passivation = passivation;
        this.ending = ending;
        this.retention = retention;
    }

    /** Sees to it that the actor will be told when it has been idle for long enough. */
    void watch() {
        Idling idling = session.idling();
        if (timed || !idling.matters() || state.stop != null) {
            return;
        }
        Stream.concat(passivatesAfter(idling).stream(), idling.ttl().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(time -> {
                    timed = true;
                    errands.tellAfter(left(time), WorkerMessage.Idle.INSTANCE);
                });
    }

    private Optional<Duration> passivatesAfter(Idling idling) {
        return state.passivated || state.keepsFrames ? Optional.empty() : idling.timeout();
    }

    /** Of a time that began when the worker last had something to do. */
    private Duration left(Duration time) {
        Duration left = time.minusNanos(System.nanoTime() - state.busyAt);
        return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
    }

    Then onIdle() {
        timed = false;
        Idling idling = session.idling();
        Duration idle = Duration.ofNanos(System.nanoTime() - state.busyAt);
        if (isAtWork()) {
            state.busyAt = System.nanoTime();
        } else if (idling.ttl().filter(ttl -> ttl.compareTo(idle) <= 0).isPresent()) {
            interludes.begin(() -> ending.end(retention));
        } else if (passivatesAfter(idling)
                .filter(time -> time.compareTo(idle) <= 0)
                .isPresent()) {
            state.keepsFrames = true;
            interludes.begin(passivation::passivate);
        }
        return Then.PUMP;
    }

    /** Whether anything is done or waits that keeps a worker from being idle. */
    private boolean isAtWork() {
        return underWay.isBusy()
                || state.snapshotting
                || state.stop != null
                || !state.committing.isEmpty()
                || !session.mailbox().isEmpty()
                || !session.streams().all().isEmpty();
    }
}
