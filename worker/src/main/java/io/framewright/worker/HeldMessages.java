package io.framewright.worker;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives messages back that are held for as long as the broker may be let wait. It would take them for lost, and the
 * channel with them that others share (docs/adr/0013). So all messages go back to the queue, in their order, and stay
 * there until what runs is done; then they come again, and the one of the command that ran is found in the record. For
 * the actor only.
 */
final class HeldMessages {
    private static final Logger log = LoggerFactory.getLogger(HeldMessages.class);

    private final WorkerSession session;
    private final WorkerState state;
    private final Errands errands;
    private final Turns turns;
    private final Interludes interludes;

    HeldMessages(WorkerSession session, WorkerState state, Errands errands, Turns turns, Interludes interludes) {
        this.session = session;
        this.state = state;
        this.errands = errands;
        this.turns = turns;
        this.interludes = interludes;
    }

    Then onHeldLong() {
        errands.blockUnheard(
                () -> session.streams().renewOlderThan(session.config().ackWithin()));
        if (!state.setDown && !state.stepping && session.holdsTooLong()) {
            log.info("worker {} gives its messages back while {} goes on", session.workerId(), state.turn);
            state.setDown = true;
            turns.end();
            state.answeredMeanwhile.clear();
            interludes.begin(session.workQueue()::setDown);
        }
        return Then.STAY;
    }
}
