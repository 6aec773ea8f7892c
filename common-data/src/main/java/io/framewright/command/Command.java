package io.framewright.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a caller asks of a worker or of the process manager (protocol.md, section 1). Immutable as long as
 * nobody changes {@code data}; nobody does.
 *
 * @param commandType in capitals, e.g. {@code QUERY_WORKER_FRAME_MANAGER}
 * @param commandId the caller's, and the key by which a command is never executed twice
 * @param timeStamp when it was made
 * @param correlationId the root of a chain of commands, if there is one
 * @param causationId the direct parent in that chain, if there is one
 * @param expiresOn do not start after; null for never
 * @param traceparent the W3C trace context of the AMQP headers, if there was one
 * @param data an object; empty if the body had none
 */
public record Command(
        String commandType,
        UUID commandId,
        Instant timeStamp,
        @Nullable UUID correlationId,
        @Nullable UUID causationId,
        @Nullable Instant expiresOn,
        @Nullable String traceparent,
        JsonNode data) {

    /** A new command with an id of its own, made now, that never expires. */
    public static Command of(String commandType, JsonNode data) {
        return new Command(
                commandType,
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                null,
                null,
                data);
    }

    /** A new command without data. */
    public static Command of(String commandType) {
        return of(commandType, JsonNodeFactory.instance.objectNode());
    }

    /** A copy of this command with other data. */
    public Command withData(JsonNode other) {
        return new Command(
                commandType, commandId, timeStamp, correlationId, causationId, expiresOn, traceparent, other);
    }
}
