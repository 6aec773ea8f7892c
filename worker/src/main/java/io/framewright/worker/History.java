package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Event;
import io.framewright.transport.StepId;
import io.framewright.worker.snapshot.SnapshotPolicy;

/**
 * How far a worker's events and the steps of its journal are. Places are given by the actor, or by a step of it while
 * nothing else is under way; what is committed is read by any thread.
 */
final class History {
    private final Journal journal;
    private long lastSequence;
    private volatile long committedSequence;
    private volatile boolean forgetful;

    /** @param lastSequence of the newest event that is recorded */
    History(SnapshotPolicy policy, long lastSequence) {
        this.journal = new Journal(policy);
        this.lastSequence = lastSequence;
        this.committedSequence = lastSequence;
    }

    Journal journal() {
        return journal;
    }

    /** Goes on after what was recovered. */
    void resume(Recovered back) {
        journal.resume(back);
        forgetful = back.forgetful();
        // Redis may have lost the events, and steps with them; what is recorded next follows both.
        lastSequence = Math.max(lastSequence, back.recorded().sequence());
    }

    /** Goes on under a new lease: what has a place and is not recorded never will be. */
    void renewed(long recordedSequence) {
        journal.rollBack();
        lastSequence = Math.max(recordedSequence, journal.recorded().sequence());
        committedSequence = lastSequence;
    }

    /** At the next place in stream and journal. For the actor only, while no step is under way. */
    Answer placed(Answer answer, long epoch) {
        Event event = answer.event().withSequence(++lastSequence);
        ObjectNode step = answer.step();
        return answer.placed(event, step == null ? null : journal.placed(StepId.ofCommand(lastSequence), epoch, step));
    }

    /** The event was given its place and is not to be recorded after all; it is the only one that was placed. */
    void unplaced() {
        lastSequence--;
        journal.rollBack();
    }

    /** The place after the last event that was given one. */
    StepId stepBetween() {
        return journal.after(lastSequence);
    }

    /** Readers find the frames of this event. */
    void committed(long sequence) {
        committedSequence = sequence;
    }

    /** The sequence of the newest event whose frames readers find. Thread-safe. */
    long committedSequence() {
        return committedSequence;
    }

    /** Whether it is that of a worker that gives its frames up: nothing of them is kept. Thread-safe. */
    boolean isForgetful() {
        return forgetful;
    }
}
