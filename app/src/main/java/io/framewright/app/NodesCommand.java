package io.framewright.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.ManagerInfo.Node;
import io.framewright.client.TextTable;
import io.framewright.serialize.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright nodes}. */
@Command(
        name = "nodes",
        description = "List the processes that host workers, and what the cluster knows of them.",
        footer = {"", "Examples:", "  framewright nodes", "  framewright nodes --json | jq -r .address"})
final class NodesCommand implements Callable<ExitCode> {
    private static final long MIB = 1 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ConnectOptions connection = new ConnectOptions();

    @Override
    public ExitCode call() {
        Console console = common.console(spec);
        return connection.with(
                console, platform -> console.finish(platform.nodes().await(), nodes -> show(console, nodes)));
    }

    private static void show(Console console, List<Node> nodes) {
        if (console.isJson()) {
            nodes.forEach(node -> console.json(json(node)));
            return;
        }
        TextTable table = new TextTable(
                List.of("address", "state", "labels", "workers", "used MiB", "max MiB", "host", "pid"),
                List.of(3, 4, 5, 7));
        nodes.forEach(node -> table.add(List.of(
                node.address().orElse("-"),
                node.state(),
                node.labels().isEmpty() ? "-" : String.join(",", node.labels()),
                String.valueOf(node.workers()),
                node.address().isEmpty() ? "-" : String.valueOf(node.usedBytes() / MIB),
                node.address().isEmpty() ? "-" : String.valueOf(node.maxBytes() / MIB),
                node.host(),
                String.valueOf(node.pid()))));
        table.lines().forEach(console::line);
    }

    private static ObjectNode json(Node node) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("managerId", node.managerId().toString())
                .put("state", node.state())
                .put("host", node.host())
                .put("pid", node.pid())
                .put("workers", node.workers());
        node.address()
                .ifPresent(address -> json.put("address", address)
                        .put("usedBytes", node.usedBytes())
                        .put("maxBytes", node.maxBytes()));
        ArrayNode labels = json.putArray("labels");
        node.labels().forEach(labels::add);
        return json;
    }
}
