package io.framewright.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened in a worker or in the process manager (protocol.md, section 2). Immutable as long as
 * nobody changes {@code data}; nobody does.
 *
 * @param eventType ends in a past-tense verb, e.g. {@code LOAD_WORKER_FRAME_MANAGER_SUCCEEDED}
 * @param eventId unique to this event; published again, it stays the same
 * @param timeStamp when it happened, millisecond precision
 * @param commandId the command that it answers
 * @param workerId the worker concerned; null where no worker is
 * @param sequence grows by one per event of a worker; the process manager counts its own
 * @param epoch which start of the worker it belongs to; 0 for the process manager
 * @param correlationId the root of the chain of commands, if the command named one
 * @param causationId the command's direct parent, if the command named one
 * @param traceparent the W3C trace context of the command, if it had one
 * @param data an object; its fields depend on the type
 */
public record Event(
        String eventType,
        UUID eventId,
        Instant timeStamp,
        UUID commandId,
        @Nullable UUID workerId,
        long sequence,
        long epoch,
        @Nullable UUID correlationId,
        @Nullable UUID causationId,
        @Nullable String traceparent,
        JsonNode data) {

    /** What this event says about its command. */
    public Outcome outcome() {
        return Outcome.ofEventType(eventType);
    }

    /** A copy of this event at another place of its stream. */
    public Event withSequence(long other) {
        return new Event(
                eventType,
                eventId,
                timeStamp,
                commandId,
                workerId,
                other,
                epoch,
                correlationId,
                causationId,
                traceparent,
                data);
    }
}
