package io.framewright.bench.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

/** What a command is answered with where nobody promises anything: read once, written once. Thread-safe. */
final class EchoJson {
    private final ObjectMapper json = new ObjectMapper();

    byte[] answer(byte[] body, String worker) {
        try {
            JsonNode command = json.readTree(body);
            ObjectNode event = json.createObjectNode()
                    .put("eventType", command.path("commandType").textValue() + "_SUCCEEDED")
                    .put("eventId", UUID.randomUUID().toString())
                    .put("timeStamp", Instant.now().toString())
                    .put("commandId", command.path("commandId").textValue())
                    .put("workerId", worker);
            event.putObject("data").set("number", command.path("data").path("number"));
            return json.writeValueAsBytes(event);
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
