package io.framewright.manager;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Where a message that is no valid command of the manager still says that it wants its answer. */
final class RequestChannel {
    private static final int LONGEST_BODY = 1 << 20;

    private RequestChannel() {}

    static Optional<String> read(byte[] body) {
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        try {
            String channel = Json.mapper()
                    .readTree(body)
                    .path("data")
                    .path("responseChannel")
                    .asText("");
            return channel.isBlank() ? Optional.empty() : Optional.of(channel);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        } catch (IOException inMemory) {
            throw new UncheckedIOException("reading JSON from memory", inMemory);
        }
    }
}
