package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the stream, and what is to follow when it has arrived.
 *
 * @param event with its place in the stream
 * @param requestHash if it is the recorded outcome of its command
 * @param delivery to be acknowledged after the commit; null for progress
 * @param frames to be the worker's after the commit; null if they stay
 * @param deadLetter why the message goes to the dead-letter queue before the commit; null if it does not
 * @param step for the journal, recorded with the event; null if nothing changed
 * @param stepText the same as it is recorded; null until it has its place
 */
record Answer(
        Event event,
        @Nullable String requestHash,
        @Nullable Delivery delivery,
        @Nullable Frames frames,
        @Nullable Failure deadLetter,
        Runnable onCommit,
        Runnable onAbort,
        @Nullable ObjectNode step,
        @Nullable String stepText) {
    private static final Runnable NOTHING = () -> {};

    static Answer progress(Event event) {
        return new Answer(event, null, null, null, null, NOTHING, NOTHING, null, null);
    }

    static Answer refusal(Event event, @Nullable String requestHash, Delivery delivery, @Nullable Failure deadLetter) {
        return new Answer(event, requestHash, delivery, null, deadLetter, NOTHING, NOTHING, null, null);
    }

    Answer placed(Event other, @Nullable String text) {
        return new Answer(other, requestHash, delivery, frames, deadLetter, onCommit, onAbort, step, text);
    }

    /** Whether a snapshot has to have it before it is recorded. */
    boolean needsSnapshot() {
        return step != null && Steps.needsSnapshot(step);
    }
}
