package io.framewright.serialize;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events as JSON (protocol.md, section 2). Fields are always written in the same order, {@code data} last, and time
 * stamps with three fraction digits: the Redis commit script relies on both.
 */
public final class EventCodec {
    // Encoded once: each event has them all.
    private static final SerializableString EVENT_TYPE = new SerializedString(WireFields.EVENT_TYPE);
    private static final SerializableString EVENT_ID = new SerializedString(WireFields.EVENT_ID);
    private static final SerializableString TIME_STAMP = new SerializedString(WireFields.TIME_STAMP);
    private static final SerializableString COMMAND_ID = new SerializedString(WireFields.COMMAND_ID);
    private static final SerializableString WORKER_ID = new SerializedString(WireFields.WORKER_ID);
    private static final SerializableString SEQUENCE = new SerializedString(WireFields.SEQUENCE);
    private static final SerializableString EPOCH = new SerializedString(WireFields.EPOCH);
    private static final SerializableString CORRELATION_ID = new SerializedString(WireFields.CORRELATION_ID);
    private static final SerializableString CAUSATION_ID = new SerializedString(WireFields.CAUSATION_ID);
    private static final SerializableString TRACEPARENT = new SerializedString(WireFields.TRACEPARENT);
    private static final SerializableString DATA = new SerializedString(WireFields.DATA);

    private EventCodec() {}

    /** The event as UTF-8 JSON. */
    public static byte[] write(Event event) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        try (JsonGenerator json = Json.mapper().createGenerator(bytes)) {
            json.writeStartObject();
            text(json, EVENT_TYPE, event.eventType());
            text(json, EVENT_ID, event.eventId().toString());
            text(json, TIME_STAMP, Timestamps.write(event.timeStamp()));
            text(json, COMMAND_ID, event.commandId().toString());
            optional(json, WORKER_ID, event.workerId());
            json.writeFieldName(SEQUENCE);
            json.writeNumber(event.sequence());
            json.writeFieldName(EPOCH);
            json.writeNumber(event.epoch());
            optional(json, CORRELATION_ID, event.correlationId());
            optional(json, CAUSATION_ID, event.causationId());
            optional(json, TRACEPARENT, event.traceparent());
            json.writeFieldName(DATA);
            Json.mapper().writeTree(json, event.data());
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException("writing JSON to memory", inMemory);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an event. Fields that this version does not know are ignored.
     *
     * @return left {@code MALFORMED_COMMAND} if it is not JSON or lacks a field that every event has
     */
    public static Either<Failure, Event> read(byte[] body) {
        JsonNode node;
        try {
            node = Json.mapper().readTree(body);
        } catch (JsonProcessingException notJson) {
            return Either.left(malformed("is not JSON (" + JsonErrors.describe(notJson) + ")"));
        } catch (IOException inMemory) {
            throw new UncheckedIOException("reading JSON from memory", inMemory);
        }
        String type = text(node, WireFields.EVENT_TYPE);
        UUID eventId = uuid(node, WireFields.EVENT_ID);
        UUID commandId = uuid(node, WireFields.COMMAND_ID);
        Optional<Instant> timeStamp =
                Optional.ofNullable(text(node, WireFields.TIME_STAMP)).flatMap(Timestamps::read);
        if (type == null || eventId == null || commandId == null || timeStamp.isEmpty()) {
            return Either.left(malformed("lacks one of eventType, eventId, commandId, timeStamp"));
        }
        JsonNode data = node.path(WireFields.DATA);
        return Either.right(new Event(
                type,
                eventId,
                timeStamp.get(),
                commandId,
                uuid(node, WireFields.WORKER_ID),
                node.path(WireFields.SEQUENCE).asLong(),
                node.path(WireFields.EPOCH).asLong(),
                uuid(node, WireFields.CORRELATION_ID),
                uuid(node, WireFields.CAUSATION_ID),
                text(node, WireFields.TRACEPARENT),
                data.isObject() ? data : JsonNodeFactory.instance.objectNode()));
    }

    private static Failure malformed(String why) {
        return Failure.of(FailureCode.MALFORMED_COMMAND, "The message is no event: it " + why + ".");
    }

    private static void optional(JsonGenerator json, SerializableString field, @Nullable Object value)
            throws IOException {
        if (value != null) {
            text(json, field, value.toString());
        }
    }

    private static void text(JsonGenerator json, SerializableString field, String value) throws IOException {
        json.writeFieldName(field);
        json.writeString(value);
    }

    private static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : null;
    }

    private static @Nullable UUID uuid(JsonNode node, String field) {
        String text = text(node, field);
        return text == null ? null : Uuids.read(text).orElse(null);
    }
}
