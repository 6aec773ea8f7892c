package io.framewright.serialize;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Commands as JSON (protocol.md, section 1). */
public final class CommandCodec {
    private CommandCodec() {}

    /** What the broker told about a message beside its body. */
    public record MessageContext(Optional<String> messageId, Optional<String> traceparent, Instant receivedOn) {}

    /** The command as UTF-8 JSON. {@code traceparent} travels in the headers, not in the body. */
    public static byte[] write(Command command) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        try (JsonGenerator json = Json.mapper().createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField(WireFields.COMMAND_TYPE, command.commandType());
            json.writeStringField(WireFields.COMMAND_ID, command.commandId().toString());
            json.writeStringField(WireFields.TIME_STAMP, Timestamps.write(command.timeStamp()));
            writeOptional(json, WireFields.CORRELATION_ID, command.correlationId());
            writeOptional(json, WireFields.CAUSATION_ID, command.causationId());
            if (command.expiresOn() != null) {
                json.writeStringField(WireFields.EXPIRES_ON, Timestamps.write(command.expiresOn()));
            }
            json.writeFieldName(WireFields.DATA);
            Json.mapper().writeTree(json, command.data());
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException("writing JSON to memory", inMemory);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a command; what may be missing is filled in as the protocol says. Fields that this version does not know
     * are ignored.
     *
     * @return left {@code MALFORMED_COMMAND}; if the body named a readable {@code commandId}, the failure's detail has
     *     it as {@code commandId}
     */
    public static Either<Failure, Command> read(byte[] body, MessageContext context) {
        if (isWiderThanUtf8(body)) {
            return Either.left(malformed("The body is not JSON in UTF-8: it is in UTF-16 or UTF-32."));
        }
        JsonNode node;
        try {
            node = Json.mapper().readTree(body);
        } catch (JsonProcessingException notJson) {
            return Either.left(malformed(JsonErrors.describe(notJson)));
        } catch (IOException notText) {
            return Either.left(malformed("The body is not JSON: it is no text in UTF-8."));
        }
        if (!node.isObject()) {
            return Either.left(malformed("The body is not a JSON object with a field commandType."));
        }
        return new Reading(node, context).command();
    }

    /** The parser would find out and read it; but then other clients could not read what lies in the queue. */
    private static boolean isWiderThanUtf8(byte[] body) {
        for (int i = 0; i < Math.min(4, body.length); i++) {
            int unsigned = body[i] & 0xff;
            if (unsigned == 0 || unsigned == 0xfe || unsigned == 0xff) {
                return true;
            }
        }
        return false;
    }

    private static Failure malformed(String message) {
        return Failure.of(FailureCode.MALFORMED_COMMAND, message);
    }

    private static void writeOptional(JsonGenerator json, String field, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }

    /** One reading: collects the first thing that is wrong while it takes the fields. */
    private static final class Reading {
        private final JsonNode node;
        private final MessageContext context;
        private @Nullable Failure failure;

        Reading(JsonNode node, MessageContext context) {
            this.node = node;
            this.context = context;
        }

        Either<Failure, Command> command() {
            @Nullable UUID id = uuid(WireFields.COMMAND_ID);
            String type = type();
            Instant timeStamp = time(WireFields.TIME_STAMP).orElse(context.receivedOn());
            @Nullable UUID correlationId = uuid(WireFields.CORRELATION_ID);
            @Nullable UUID causationId = uuid(WireFields.CAUSATION_ID);
            @Nullable Instant expiresOn = time(WireFields.EXPIRES_ON).orElse(null);
            JsonNode data = data();
            if (failure != null) {
                return Either.left(id == null ? failure : failure.with(WireFields.COMMAND_ID, id.toString()));
            }
            UUID commandId =
                    id != null ? id : context.messageId().flatMap(Uuids::read).orElseGet(UUID::randomUUID);
            return Either.right(new Command(
                    type,
                    commandId,
                    timeStamp,
                    correlationId,
                    causationId,
                    expiresOn,
                    context.traceparent().orElse(null),
                    data));
        }

        private String type() {
            JsonNode value = node.path(WireFields.COMMAND_TYPE);
            if (!value.isTextual() || value.textValue().isBlank()) {
                refuse(WireFields.COMMAND_TYPE, "is required and is a text such as GET_INFO_WORKER", value);
                return "";
            }
            if (value.textValue().length() > 128) {
                failure = malformed("The field commandType is longer than 128 characters.");
            }
            return value.textValue();
        }

        private JsonNode data() {
            JsonNode value = node.path(WireFields.DATA);
            if (value.isMissingNode() || value.isNull()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (!value.isObject()) {
                refuse(WireFields.DATA, "is an object", value);
            }
            return value;
        }

        private @Nullable UUID uuid(String field) {
            JsonNode value = node.path(field);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            Optional<UUID> uuid = value.isTextual() ? Uuids.read(value.textValue()) : Optional.empty();
            if (uuid.isEmpty()) {
                refuse(field, "is a UUID in its form of 36 characters", value);
            }
            return uuid.orElse(null);
        }

        private Optional<Instant> time(String field) {
            JsonNode value = node.path(field);
            if (value.isMissingNode() || value.isNull()) {
                return Optional.empty();
            }
            Optional<Instant> time = isFinite(value)
                    ? Timestamps.ofEpochSeconds(value.decimalValue())
                    : value.isTextual() ? Timestamps.read(value.textValue()) : Optional.empty();
            if (time.isEmpty()) {
                refuse(field, "is an RFC 3339 time such as 2026-11-23T02:48:00.123Z, or epoch seconds", value);
            }
            return time;
        }

        /** A number too large for a double is read as an infinite one. */
        private static boolean isFinite(JsonNode value) {
            return value.isNumber() && (!value.isFloatingPointNumber() || Double.isFinite(value.doubleValue()));
        }

        private void refuse(String field, String right, JsonNode value) {
            if (failure == null) {
                String found = value.isMissingNode() ? "it is missing" : "it is " + shortened(value.toString());
                failure = malformed("The field " + field + " " + right + "; " + found + ".");
            }
        }

        private static String shortened(String text) {
            return text.length() <= 60 ? text : text.substring(0, 60) + "…";
        }
    }
}
