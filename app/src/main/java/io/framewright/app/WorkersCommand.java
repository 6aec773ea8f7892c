package io.framewright.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.TextTable;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.WorkerRecord;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code framewright workers}. */
@Command(
        name = "workers",
        description = "List the workers on record.",
        footer = {"", "Examples:", "  framewright workers", "  framewright workers --json | jq -r .workerId"})
final class WorkersCommand implements Callable<ExitCode> {
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
                console, platform -> console.finish(platform.workers(), workers -> show(console, workers)));
    }

    private static void show(Console console, List<WorkerRecord> workers) {
        List<WorkerRecord> oldestFirst = workers.stream()
                .sorted(Comparator.comparing(WorkerRecord::startedOn))
                .toList();
        if (console.isJson()) {
            oldestFirst.forEach(worker -> console.json(json(worker)));
            return;
        }
        if (workers.isEmpty()) {
            console.note("No worker is on record; start one with: framewright spawn --channel CHANNEL");
            return;
        }
        TextTable table =
                new TextTable(List.of("worker", "status", "channel", "host", "pid", "epoch", "started"), List.of(4, 5));
        oldestFirst.forEach(worker -> table.add(List.of(
                worker.workerId().toString(),
                worker.status().name(),
                worker.responseChannel(),
                worker.host(),
                String.valueOf(worker.pid()),
                String.valueOf(worker.epoch()),
                Timestamps.write(worker.startedOn()))));
        table.lines().forEach(console::line);
    }

    private static ObjectNode json(WorkerRecord worker) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("workerId", worker.workerId().toString())
                .put("status", worker.status().name())
                .put("responseChannel", worker.responseChannel())
                .put("host", worker.host())
                .put("pid", worker.pid())
                .put("managerId", worker.managerId().toString())
                .put("epoch", worker.epoch())
                .put("startedOn", Timestamps.write(worker.startedOn()))
                .put("heartbeatOn", Timestamps.write(worker.heartbeatOn()));
        worker.idleSince().ifPresent(since -> json.put("idleSince", Timestamps.write(since)));
        return json;
    }
}
