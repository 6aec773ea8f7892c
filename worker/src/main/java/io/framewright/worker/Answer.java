package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.transport.Delivery;
import java.time.Duration;
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
 * @param beganNanos when the run began, by {@link System#nanoTime}; null if there was none
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
        @Nullable String stepText,
        @Nullable Long beganNanos) {
    private static final Runnable NOTHING = () -> {};

    static Answer progress(Event event) {
        return new Answer(event, null, null, null, null, NOTHING, NOTHING, null, null, null);
    }

    static Answer refusal(Event event, @Nullable String requestHash, Delivery delivery, @Nullable Failure deadLetter) {
        return new Answer(event, requestHash, delivery, null, deadLetter, NOTHING, NOTHING, null, null, null);
    }

    Answer placed(Event other, @Nullable String text) {
        return new Answer(other, requestHash, delivery, frames, deadLetter, onCommit, onAbort, step, text, beganNanos);
    }

    Answer begun(long nanos) {
        return new Answer(event, requestHash, delivery, frames, deadLetter, onCommit, onAbort, step, stepText, nanos);
    }

    /** From the begin of the run until now; zero if there was none. */
    Duration took() {
        return beganNanos == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    /** Whether a snapshot has to have it before it is recorded. */
    boolean needsSnapshot() {
        return step != null && Steps.needsSnapshot(step);
    }
}
