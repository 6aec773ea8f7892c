package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/**
 * A stream that a frame reads from now on.
 *
 * <pre>{@code
 * worker.frame("ticks").loadStream(Streams.redisStream("ticks"), 10_000)
 *         .flatMap(stream -> worker.killStream(stream.streamId()));
 * }</pre>
 *
 * @param frame the frame's name
 * @param streamId by which it can be ended
 */
public record LoadedStream(String frame, UUID streamId) {
    static LoadedStream of(JsonNode data) {
        return new LoadedStream(data.path("frame").asText(), Answers.uuid(data.path("streamId")));
    }
}
