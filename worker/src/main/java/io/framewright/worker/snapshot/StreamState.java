package io.framewright.worker.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.JsonFields;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stream that a frame reads, and how far it is. Immutable.
 *
 * @param stream the object of the command that began it: its {@code type}, and what belongs to that
 * @param maxRows the frame keeps the newest so many; 0 for all
 * @param position of the last record that is in the frame, where the source has such; null where it has none, or
 *     nothing was read yet
 */
public record StreamState(
        UUID streamId,
        String frame,
        long maxRows,
        JsonNode stream,
        @Nullable String position) {
    /** This stream, so far. */
    public StreamState at(@Nullable String reached) {
        return reached == null ? this : new StreamState(streamId, frame, maxRows, stream, reached);
    }

    /** An object that {@link #read} reads. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("streamId", streamId.toString())
                .put("frame", frame)
                .put("maxRows", maxRows);
        json.set("stream", stream);
        if (position != null) {
            json.put("position", position);
        }
        return json;
    }

    /** Reads what {@link #json} writes; left {@code INVALID_COMMAND} with the field that is wrong. */
    public static Either<Failure, StreamState> read(JsonFields fields) {
        return fields.uuid("streamId")
                .flatMap(id -> fields.string("frame")
                        .flatMap(frame -> fields.integer("maxRows", 0, Long.MAX_VALUE)
                                .flatMap(maxRows -> fields.object("stream").flatMap(known -> {
                                    JsonNode stream = fields.get("stream");
                                    return fields.optionalString("position")
                                            .map(position -> new StreamState(
                                                    id,
                                                    frame,
                                                    maxRows,
                                                    stream == null ? JsonNodeFactory.instance.objectNode() : stream,
                                                    position.orElse(null)));
                                }))));
    }
}
