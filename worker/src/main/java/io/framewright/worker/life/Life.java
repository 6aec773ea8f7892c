package io.framewright.worker.life;

import io.framewright.worker.life.LifeTable.Transition;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of one worker, as one host sees it. Thread-safe. Each transition is logged, at level debug. */
public final class Life {
    private static final Logger log = LoggerFactory.getLogger(Life.class);

    private final UUID workerId;
    private LifeState state;

    /** One that is in this state already. */
    public Life(UUID workerId, LifeState state) {
        this.workerId = workerId;
        this.state = state;
    }

    public synchronized LifeState state() {
        return state;
    }

    /** Where this event leads; empty if it may not happen now. */
    public synchronized Optional<LifeState> next(LifeEvent event) {
        return LifeTable.next(state, event);
    }

    /** Whether this event may happen now. */
    public boolean allows(LifeEvent event) {
        return next(event).isPresent();
    }

    /** Moves; false, and nothing has changed, if the event may not happen now, which is a bug of whoever told it. */
    public synchronized boolean on(LifeEvent event) {
        Optional<LifeState> to = LifeTable.next(state, event);
        if (to.isEmpty()) {
            log.error("worker {} is {}: {} is refused", workerId, state, event);
            return false;
        }
        Transition transition = new Transition(state, event, to.get());
        state = to.get();
        log.debug("worker {} {}", workerId, transition);
        return true;
    }

    @Override
    public synchronized String toString() {
        return state.toString();
    }
}
