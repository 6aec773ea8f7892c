package io.framewright.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.Framewright;
import io.framewright.client.SpawnedWorker;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the demo does with a worker, all of it through the client, as any program could. */
final class DemoTour {
    private static final String FRAME = "data";
    private static final String SUMMARY = "summary";
    private static final int SHOWN = 12;

    private final Framewright platform;
    private final DemoStage stage;
    private final DemoData data;
    private final UUID worker;

    DemoTour(Framewright platform, DemoStage stage, DemoData data, SpawnedWorker worker) {
        this.platform = platform;
        this.stage = stage;
        this.data = data;
        this.worker = worker.workerId();
    }

    /** Load, look, reshape, query, save, kill; right holds the answer to the query. */
    Either<Failure, DemoResult> run() {
        return load().flatMap(loaded -> look().flatMap(columns -> columns(columns, rowCount(loaded)))
                        .map(chosen -> new DemoSummary(chosen, data.condition(), rowCount(loaded))))
                .flatMap(this::sumUp)
                .flatMap(result -> platform.kill(worker, true).map(killed -> result));
    }

    private Either<Failure, DemoResult> sumUp(DemoSummary summary) {
        return reshape(summary)
                .flatMap(reshaped -> query())
                .flatMap(rows -> save().map(saved -> new DemoResult(rows, summary)));
    }

    private Either<Failure, JsonNode> load() {
        stage.step("Load " + data.fileName() + " into a frame");
        ObjectNode load = named(FRAME);
        load.putObject("source").put("type", "csv").put("path", data.fileName());
        return send(CommandTypes.LOAD_WORKER_FRAME_MANAGER, load);
    }

    private Either<Failure, JsonNode> look() {
        stage.step("Look at its columns");
        return send(CommandTypes.GET_INFO_WORKER_FRAME_MANAGER, named(FRAME)).map(info -> {
            JsonNode columns = info.path("frames").path(0).path("columns");
            stage.columns(columns);
            return columns;
        });
    }

    /** Counts the different values of what may be a key, then chooses. */
    private Either<Failure, DemoColumns> columns(JsonNode columns, long rowCount) {
        if (data.columns().isPresent()) {
            return Either.right(data.columns().get());
        }
        stage.step("Find columns worth grouping and averaging");
        Map<String, Long> distinct = new LinkedHashMap<>();
        for (String candidate : DemoColumns.keyCandidates(columns)) {
            ObjectNode query = named(FRAME).put("limit", 0);
            ArrayNode operations = query.putArray("operations");
            operations.addObject().put("op", "project").putArray("columns").add(candidate);
            operations.addObject().put("op", "distinct");
            Either<Failure, JsonNode> counted = send(CommandTypes.QUERY_WORKER_FRAME_MANAGER, query);
            if (!(counted instanceof Right<Failure, JsonNode> right)) {
                return counted.map(never -> new DemoColumns(Optional.empty(), Optional.empty()));
            }
            distinct.put(candidate, rowCount(right.value()));
        }
        return Either.right(DemoColumns.choose(columns, rowCount, distinct));
    }

    private Either<Failure, JsonNode> reshape(DemoSummary summary) {
        stage.step(
                "Filter, group, derive, project and sort: " + summary.columns().describe());
        ObjectNode modify = named(FRAME).put("into", SUMMARY);
        modify.set("operations", summary.operations());
        return send(CommandTypes.MODIFY_WORKER_FRAME_MANAGER, modify);
    }

    private Either<Failure, JsonNode> query() {
        stage.step("Query the result");
        return send(CommandTypes.QUERY_WORKER_FRAME_MANAGER, named(SUMMARY).put("limit", SHOWN));
    }

    private Either<Failure, JsonNode> save() {
        stage.step("Save it as a file");
        ObjectNode save = named(SUMMARY);
        save.putObject("destination").put("type", "csv").put("path", "framewright-demo-result.csv");
        return send(CommandTypes.SAVE_WORKER_FRAME_MANAGER, save);
    }

    private Either<Failure, JsonNode> send(String commandType, ObjectNode data) {
        return platform.send(worker, Command.of(commandType, data)).await().map(Event::data);
    }

    private static ObjectNode named(String frame) {
        return Json.mapper().createObjectNode().put("frame", frame);
    }

    private static long rowCount(JsonNode answer) {
        return answer.path("rowCount").asLong();
    }
}
