package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * A stream that a frame read.
 *
 * <pre>{@code
 * worker.frame("ticks").killStream().await().peek(stream -> System.out.println(stream.rowsRead() + " rows"));
 * }</pre>
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
