package io.framewright.worker;

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
 */
record Answer(
        Event event,
        @Nullable String requestHash,
        @Nullable Delivery delivery,
        @Nullable Frames frames,
        @Nullable Failure deadLetter,
        Runnable onCommit,
        Runnable onAbort) {
    private static final Runnable NOTHING = () -> {};

    static Answer progress(Event event) {
        return new Answer(event, null, null, null, null, NOTHING, NOTHING);
    }

    static Answer refusal(Event event, @Nullable String requestHash, Delivery delivery, @Nullable Failure deadLetter) {
        return new Answer(event, requestHash, delivery, null, deadLetter, NOTHING, NOTHING);
    }

    Answer withEvent(Event other) {
        return new Answer(other, requestHash, delivery, frames, deadLetter, onCommit, onAbort);
    }
}
