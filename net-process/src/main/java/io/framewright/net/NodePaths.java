package io.framewright.net;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.Framewright;
import io.framewright.client.ManagerInfo;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.javalin.http.Context;
import java.util.List;

/** {@code /nodes}, and what the manager tells of itself. */
final class NodePaths {
    private final Framewright platform;

    NodePaths(Framewright platform) {
        this.platform = platform;
    }

    Either<Failure, Answer> list(Context request) {
        return platform.nodes().map(nodes -> {
            ObjectNode json = Json.mapper().createObjectNode();
            put(json, nodes);
            return Answer.json(json);
        });
    }

    /** {@code GET /info} of a process that serves no worker at {@code /}. */
    Either<Failure, Answer> info(Context request) {
        return platform.info().map(info -> {
            ObjectNode json = Json.mapper()
                    .createObjectNode()
                    .put("managerId", info.managerId().toString())
                    .put("uptimeMillis", info.uptime().toMillis());
            put(json, info.nodes());
            json.set("versions", Json.mapper().valueToTree(info.versions()));
            json.set("counters", Json.mapper().valueToTree(info.counters()));
            return Answer.json(json);
        });
    }

    private static void put(ObjectNode json, List<ManagerInfo.Node> nodes) {
        ArrayNode all = json.putArray("nodes");
        nodes.forEach(node -> put(node, all.addObject()));
    }

    private static void put(ManagerInfo.Node node, ObjectNode json) {
        json.put("managerId", node.managerId().toString())
                .put("state", node.state())
                .put("host", node.host())
                .put("pid", node.pid())
                .put("workers", node.workers());
        node.address()
                .ifPresent(address -> json.put("address", address)
                        .put("usedBytes", node.usedBytes())
                        .put("maxBytes", node.maxBytes()));
        node.labels().forEach(json.putArray("labels")::add);
    }
}
