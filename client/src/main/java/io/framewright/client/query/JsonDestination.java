package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A file of JSON objects; gzip if its path ends in {@code .gz}.
 *
 * <pre>{@code
 * Destination lines = Destinations.json("result.jsonl").withLines(true);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonDestination extends Destination {
    JsonDestination(ObjectNode json) {
        super(json);
    }

    /** Whether each object stands on a line of its own; else they stand in an array. */
    public JsonDestination withLines(boolean lines) {
        return new JsonDestination(with("lines", lines));
    }
}
