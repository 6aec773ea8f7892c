package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The load and modify steps that made a frame: each the command that was asked, so that it can be asked again. */
final class Lineage {
    private Lineage() {}

    static ObjectNode step(Command command) {
        ObjectNode step = Json.mapper()
                .createObjectNode()
                .put("commandType", command.commandType())
                .put("commandId", command.commandId().toString())
                .put("timeStamp", Timestamps.write(command.timeStamp()));
        step.set("data", command.data());
        return step;
    }

    /** The steps, oldest first; from one on that does not fit {@code room} bytes they are told without their data. */
    static ArrayNode json(Frame frame, int room) {
        ArrayNode steps = Json.mapper().createArrayNode();
        List<JsonNode> lineage = frame.lineage();
        int left = room;
        for (JsonNode step : lineage) {
            int bytes = step.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes <= left) {
                steps.add(step);
            } else {
                ObjectNode shortened = step.deepCopy();
                shortened.remove("data");
                bytes = shortened.toString().length() + 1;
                if (bytes > left) {
                    break;
                }
                steps.add(shortened);
            }
            left -= bytes;
        }
        return steps;
    }
}
