package io.framewright.worker.life;

import static io.framewright.worker.life.LifeEvent.ADOPTED;
import static io.framewright.worker.life.LifeEvent.CRASHED;
import static io.framewright.worker.life.LifeEvent.ENDING;
import static io.framewright.worker.life.LifeEvent.FELL_SILENT;
import static io.framewright.worker.life.LifeEvent.FENCED;
import static io.framewright.worker.life.LifeEvent.HEARTBEAT;
import static io.framewright.worker.life.LifeEvent.LEASE_LAPSED;
import static io.framewright.worker.life.LifeEvent.LEFT;
import static io.framewright.worker.life.LifeEvent.REMOVED;
import static io.framewright.worker.life.LifeEvent.RESTART_LIMIT_REACHED;
import static io.framewright.worker.life.LifeEvent.RESUMED;
import static io.framewright.worker.life.LifeEvent.SPAWNED;
import static io.framewright.worker.life.LifeEvent.STARTED;
import static io.framewright.worker.life.LifeEvent.START_FAILED;
import static io.framewright.worker.life.LifeEvent.TAKEN_OVER;
import static io.framewright.worker.life.LifeEvent.WENT_IDLE;
import static io.framewright.worker.life.LifeEvent.WOKEN;
import static io.framewright.worker.life.LifeState.ENDED;
import static io.framewright.worker.life.LifeState.LOST;
import static io.framewright.worker.life.LifeState.PASSIVATED;
import static io.framewright.worker.life.LifeState.QUARANTINED;
import static io.framewright.worker.life.LifeState.RESTARTING;
import static io.framewright.worker.life.LifeState.RUNNING;
import static io.framewright.worker.life.LifeState.STARTING;
import static io.framewright.worker.life.LifeState.STOPPING;
import static io.framewright.worker.life.LifeState.SUSPECTED;

import java.util.List;
import java.util.Optional;

/** All transitions there are. What is not here does not happen. */
public final class LifeTable {
    /** One transition. */
    public record Transition(LifeState from, LifeEvent event, LifeState to) {
        @Override
        public String toString() {
            return from + " --" + event + "--> " + to;
        }
    }

    private static final List<Transition> TRANSITIONS = List.of(
            on(ENDED, SPAWNED, STARTING),
            on(STARTING, STARTED, RUNNING),
            on(STARTING, START_FAILED, ENDED),
            on(STARTING, FENCED, ENDED),
            on(STARTING, FELL_SILENT, SUSPECTED),
            on(RUNNING, CRASHED, RESTARTING),
            on(RUNNING, RESTART_LIMIT_REACHED, QUARANTINED),
            on(RUNNING, WENT_IDLE, PASSIVATED),
            on(RUNNING, ENDING, STOPPING),
            on(RUNNING, LEFT, LOST),
            on(RUNNING, FENCED, ENDED),
            on(RUNNING, FELL_SILENT, SUSPECTED),
            on(PASSIVATED, WOKEN, RUNNING),
            on(PASSIVATED, ENDING, STOPPING),
            on(PASSIVATED, LEFT, LOST),
            on(PASSIVATED, FENCED, ENDED),
            on(STOPPING, RESUMED, RUNNING),
            on(STOPPING, REMOVED, ENDED),
            on(STOPPING, FENCED, ENDED),
            on(STOPPING, FELL_SILENT, SUSPECTED),
            on(SUSPECTED, HEARTBEAT, RUNNING),
            on(SUSPECTED, LEASE_LAPSED, LOST),
            on(SUSPECTED, LEFT, LOST),
            on(SUSPECTED, REMOVED, ENDED),
            on(LOST, ADOPTED, RESTARTING),
            on(LOST, SPAWNED, RESTARTING),
            on(LOST, TAKEN_OVER, RESTARTING),
            on(RUNNING, TAKEN_OVER, RESTARTING),
            on(RESTARTING, STARTED, RUNNING),
            on(RESTARTING, START_FAILED, LOST),
            on(RESTARTING, RESTART_LIMIT_REACHED, QUARANTINED),
            on(RESTARTING, FENCED, ENDED),
            on(QUARANTINED, SPAWNED, RESTARTING),
            on(QUARANTINED, TAKEN_OVER, RESTARTING));

    private LifeTable() {}

    private static Transition on(LifeState from, LifeEvent event, LifeState to) {
        return new Transition(from, event, to);
    }

    /** In an order to read. */
    public static List<Transition> transitions() {
        return TRANSITIONS;
    }

    /** Where the event leads; empty if it may not happen there. */
    public static Optional<LifeState> next(LifeState from, LifeEvent event) {
        return TRANSITIONS.stream()
                .filter(transition -> transition.from() == from && transition.event() == event)
                .map(Transition::to)
                .findFirst();
    }
}
