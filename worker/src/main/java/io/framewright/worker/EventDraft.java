package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.Outcome;
import io.framewright.serialize.FailureJson;
import io.framewright.serialize.Timestamps;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the events that answer a command. Their sequence is 0 until they get their place in the stream. */
public final class EventDraft {
    private EventDraft() {}

    /** {@code <COMMAND>_SUCCEEDED}. */
    public static Event succeeded(Command command, @Nullable UUID workerId, long epoch, JsonNode data) {
        return of(command, command.commandType() + Outcome.SUCCEEDED_SUFFIX, workerId, epoch, data);
    }

    /** {@code <COMMAND>_FAILED}. */
    public static Event failed(Command command, @Nullable UUID workerId, long epoch, Failure failure) {
        return of(command, command.commandType() + Outcome.FAILED_SUFFIX, workerId, epoch, FailureJson.write(failure));
    }

    /** An event of any type about a command. */
    public static Event of(Command command, String eventType, @Nullable UUID workerId, long epoch, JsonNode data) {
        return new Event(
                eventType,
                UUID.randomUUID(),
                Timestamps.now(),
                command.commandId(),
                workerId,
                0,
                epoch,
                command.correlationId(),
                command.causationId(),
                command.traceparent(),
                data);
    }

    /** An event about a worker that answers no command. */
    static Event ofWorker(String eventType, UUID workerId, long epoch, JsonNode data) {
        return new Event(
                eventType,
                UUID.randomUUID(),
                Timestamps.now(),
                UUID.randomUUID(),
                workerId,
                0,
                epoch,
                null,
                null,
                null,
                data);
    }

    /** {@code MALFORMED_COMMAND_RECEIVED}, about a message that is no command. */
    static Event malformed(UUID commandId, @Nullable UUID workerId, long epoch, Failure failure) {
        return new Event(
                Outcome.MALFORMED_COMMAND_RECEIVED,
                UUID.randomUUID(),
                Timestamps.now(),
                commandId,
                workerId,
                0,
                epoch,
                null,
                null,
                null,
                FailureJson.write(failure));
    }
}
