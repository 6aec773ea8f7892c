package io.framewright.transport;

import io.framewright.event.Event;
import org.jspecify.annotations.Nullable;

/**
 * One event to be recorded.
 *
 * @param stream whose event it is
 * @param event its {@code sequence} is one more than the stream's last, or 0: Redis then assigns the next one (for
 *     streams that several processes write); its {@code epoch} must be the one recorded, unless it is 0: then nobody
 *     owns the stream and no epoch is checked
 * @param responseChannel where it is published
 * @param requestHash for the outcome of a command: the hash of the request, so that the command is known when it comes
 *     again; null for events that are no outcome (started, progressed, refusals of a reused id)
 * @param step what the command changed, for the {@link StepJournal}: recorded with the outcome or not at all, at the
 *     place {@code <sequence>-0}; null if it changed nothing
 */
public record Commit(
        EventStream stream,
        Event event,
        String responseChannel,
        @Nullable String requestHash,
        @Nullable String step) {
    /** An event of something that changed no frames. */
    public Commit(EventStream stream, Event event, String responseChannel, @Nullable String requestHash) {
        this(stream, event, responseChannel, requestHash, null);
    }
}
