package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * A stream that a frame read.
 *
 * @param streamId its id
 * @param rowsRead how many rows it brought
 * @param rowsRefused how many did not fit the frame
 */
public record KilledStream(UUID streamId, long rowsRead, long rowsRefused) {
    static KilledStream of(JsonNode data) {
        return new KilledStream(
                Answers.uuid(data.path("streamId")),
                data.path("rowsRead").asLong(),
                data.path("rowsRefused").asLong());
    }
}
