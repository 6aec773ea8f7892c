package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A frame that was saved.
 *
 * <pre>{@code
 * worker.save(Destinations.csv("late.csv")).await().peek(saved -> System.out.println(saved.bytes() + " bytes"));
 * }</pre>
 *
 * @param frame its name
 * @param rowCount how many rows were written
 * @param bytes how long the result is
 */
public record SavedFrame(String frame, long rowCount, long bytes) {
    static SavedFrame of(JsonNode data) {
        return new SavedFrame(
                data.path("frame").asText(),
                data.path("rowCount").asLong(),
                data.path("bytes").asLong());
    }
}
