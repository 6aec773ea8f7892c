package io.framewright.net;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.serialize.ColumnsJson;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.WorkerRecord;
import java.util.Map;

/** Workers and what they hold, as JSON. */
final class WorkerJson {
    private WorkerJson() {}

    /** The hash of docs/protocol.md, section 4, and whose it is. */
    static ObjectNode of(WorkerRecord record) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("workerId", record.workerId().toString())
                .put("status", record.status().name())
                .put("responseChannel", record.responseChannel())
                .put("host", record.host())
                .put("pid", record.pid())
                .put("managerId", record.managerId().toString())
                .put("epoch", record.epoch())
                .put("startedOn", Timestamps.write(record.startedOn()))
                .put("heartbeatOn", Timestamps.write(record.heartbeatOn()));
        record.idleSince().ifPresent(since -> json.put("idleSince", Timestamps.write(since)));
        if (!record.labels().isEmpty()) {
            record.sortedLabels().forEach(json.putArray("labels")::add);
        }
        return json;
    }

    /** What the process that holds a worker knows of it at once. */
    static void put(ObjectNode json, HeldFrames held) {
        json.put("lastSequence", held.sequence());
        if (held.inMemory()) {
            json.put("memoryBytes", held.frames().memoryBytes())
                    .put("frameCount", held.frames().size());
        }
    }

    /** Puts the frames, each with its version. */
    static void put(ObjectNode json, Frames frames, FrameVersions versions) {
        json.put("memoryBytes", frames.memoryBytes());
        ArrayNode all = json.putArray("frames");
        frames.byName().forEach((name, frame) -> all.add(of(name, frame, versions)));
    }

    private static ObjectNode of(String name, Frame frame, FrameVersions versions) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("name", name)
                .put("version", versions.of(frame))
                .put("rowCount", frame.rowCount())
                .put("memoryBytes", frame.memoryBytes());
        Map<String, Long> bytes = frame.memoryBytesByColumn();
        ArrayNode columns = json.putArray("columns");
        frame.columns()
                .forEach(column ->
                        columns.add(ColumnsJson.of(column).put("memoryBytes", bytes.getOrDefault(column.name(), 0L))));
        frame.views().keySet().forEach(json.putArray("views")::add);
        frame.trainingSets().keySet().forEach(json.putArray("trainingSets")::add);
        json.putArray("lineage").addAll(frame.lineage());
        return json;
    }
}
