package io.framewright.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.manager.cluster.NodeInfo;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.WorkerRecord;
import java.util.UUID;

/** The data of the process manager's events (protocol.md, section 5). */
final class ManagerJson {
    private ManagerJson() {}

    /** The hash of section 4, and whose it is. */
    static ObjectNode of(WorkerRecord record) {
        ObjectNode data = spawned(record)
                .put("managerId", record.managerId().toString())
                .put("epoch", record.epoch())
                .put("status", record.status().name())
                .put("heartbeatOn", Timestamps.write(record.heartbeatOn()));
        record.idleSince().ifPresent(since -> data.put("idleSince", Timestamps.write(since)));
        if (!record.labels().isEmpty()) {
            ArrayNode labels = data.putArray("labels");
            record.sortedLabels().forEach(labels::add);
        }
        return data;
    }

    static ObjectNode spawned(WorkerRecord record) {
        return Json.mapper()
                .createObjectNode()
                .put("workerId", record.workerId().toString())
                .put("startedOn", Timestamps.write(record.startedOn()))
                .put("pid", record.pid())
                .put("responseChannel", record.responseChannel())
                .put("host", record.host());
    }

    static JsonNode changed(UUID workerId, boolean changed) {
        return Json.mapper()
                .createObjectNode()
                .put("workerId", workerId.toString())
                .put("changed", changed);
    }

    static ObjectNode of(Health health) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("ready", health.isReady());
        ObjectNode checks = data.putObject("checks");
        health.checks().forEach(check -> {
            ObjectNode told = checks.putObject(check.name()).put("ok", check.ok());
            if (!check.ok()) {
                told.put("message", check.message());
            }
        });
        data.put("workers", health.workers());
        data.put("memoryBytes", health.memoryBytes());
        return data.put("memoryLimitBytes", health.memoryLimitBytes());
    }

    static ObjectNode of(ManagerInfo info) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("managerId", info.managerId().toString());
        ArrayNode nodes = data.putArray("nodes");
        info.nodes().forEach(node -> add(node, node.managerId().equals(info.managerId()), nodes.addObject()));
        data.put("uptimeMillis", info.uptime().toMillis());
        data.set("versions", Json.mapper().valueToTree(info.versions()));
        data.set("counters", Json.mapper().valueToTree(info.counters()));
        return data;
    }

    private static void add(ManagerInfo.Node node, boolean isAsked, ObjectNode data) {
        data.put("managerId", node.managerId().toString())
                .put("host", node.host())
                .put("pid", node.pid())
                .put("workers", node.workers());
        if (node.cluster().isEmpty()) {
            data.put("state", isAsked ? NodeInfo.UP : "UNKNOWN");
        }
        node.cluster().ifPresent(known -> {
            data.put("address", known.address()).put("state", known.state());
            ArrayNode labels = data.putArray("labels");
            known.labels().stream().sorted().forEach(labels::add);
            data.put("usedBytes", known.report().usedBytes())
                    .put("maxBytes", known.report().maxBytes());
        });
    }
}
