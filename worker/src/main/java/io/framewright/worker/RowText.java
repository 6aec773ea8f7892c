package io.framewright.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows as they stand in a message: a JSON object, or an array of objects. */
final class RowText {
    private RowText() {}

    /** Empty if the message is anything else. */
    static Optional<List<ObjectNode>> read(byte[] message) {
        JsonNode node;
        try {
            node = Json.mapper().readTree(message);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        } catch (IOException inMemory) {
            throw new UncheckedIOException("reading JSON from memory", inMemory);
        }
        if (node instanceof ObjectNode row) {
            return Optional.of(List.of(row));
        }
        if (!node.isArray()) {
            return Optional.empty();
        }
        List<ObjectNode> rows = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            if (!(item instanceof ObjectNode row)) {
                return Optional.empty();
            }
            rows.add(row);
        }
        return Optional.of(rows);
    }
}
