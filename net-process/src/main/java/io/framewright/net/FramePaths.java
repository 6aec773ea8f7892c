package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.Framewright;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnInfo;
import io.framewright.frame.ColumnStatistics;
import io.framewright.frame.Frame;
import io.framewright.frame.Frames;
import io.framewright.query.FrameLookup;
import io.framewright.query.Statistics;
import io.framewright.query.WorkMonitor;
import io.framewright.serialize.ColumnsJson;
import io.framewright.serialize.Json;
import io.framewright.serialize.StatisticsJson;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The frames of one worker: what is read of them directly, and what is changed by commands. */
final class FramePaths {
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final Framewright platform;
    private final FrameVersions versions;
    private final CommandPaths commands;
    private final Requests requests;
    private final UploadPaths uploads;
    private final Pushes pushes;

    FramePaths(
            Framewright platform,
            FrameVersions versions,
            CommandPaths commands,
            Requests requests,
            UploadPaths uploads,
            Pushes pushes) {
        this.platform = platform;
        this.versions = versions;
        this.commands = commands;
        this.requests = requests;
        this.uploads = uploads;
        this.pushes = pushes;
    }

    /** {@code POST /}: the body is the data of {@code LOAD_WORKER_FRAME_MANAGER}, or a file is in it. */
    Either<Failure, Answer> load(Context request, UUID workerId) {
        if (UploadPaths.isUpload(request)) {
            return uploads.load(request, workerId);
        }
        return change(request, workerId, CommandTypes.LOAD_WORKER_FRAME_MANAGER);
    }

    /** {@code POST /kill}: drops one frame or all. */
    Either<Failure, Answer> kill(Context request, UUID workerId) {
        return change(request, workerId, CommandTypes.KILL_WORKER_FRAME_MANAGER);
    }

    private Either<Failure, Answer> change(Context request, UUID workerId, String commandType) {
        return requests.object(request).flatMap(data -> commands.send(request, workerId, commandType, data, WAIT));
    }

    /** {@code GET /info}: the worker's record, and its frames. */
    Either<Failure, Answer> info(Context request, UUID workerId, Frames frames) {
        return platform.record(workerId)
                .flatMap(record -> record.<Either<Failure, Answer>>map(known -> {
                            ObjectNode json = WorkerJson.of(known);
                            WorkerJson.put(json, frames, versions);
                            pushes.find(workerId).ifPresent(push -> json.set("push", push.json()));
                            return Either.right(Answer.json(json));
                        })
                        .orElseGet(() -> Either.left(Requests.noSuchWorker(workerId.toString()))));
    }

    /**
     * {@code GET /features}: what is said about the columns of a frame, or some of them ({@code columns}); with
     * {@code statistics=true} also what their values are like. That is counted once a version of a column.
     */
    Either<Failure, Answer> features(Context request, UUID workerId, Frames frames) {
        ObjectNode json = Json.mapper().createObjectNode();
        if (frames.size() == 0 && request.queryParam("frame") == null) {
            json.putArray("columns");
            return Either.right(Answer.json(json));
        }
        return frames.resolve(Optional.ofNullable(request.queryParam("frame")))
                .flatMap(name -> frames.find(name).map(frame -> {
                    json.put("frame", name).put("version", versions.of(frame));
                    return frame;
                }))
                .flatMap(frame -> columns(request, frame))
                .map(columns -> {
                    json.set("columns", columns);
                    return Answer.json(json);
                });
    }

    private static Either<Failure, ArrayNode> columns(Context request, Frame frame) {
        List<String> wanted = request.queryParams("columns");
        List<ColumnInfo> infos = frame.columns().stream()
                .filter(column -> wanted.isEmpty() || wanted.contains(column.name()))
                .toList();
        ArrayNode columns = ColumnsJson.of(infos);
        if (!Boolean.parseBoolean(request.queryParam("statistics"))) {
            return Either.right(columns);
        }
        List<String> names = infos.stream().map(ColumnInfo::name).toList();
        return Statistics.of(frame, names, FrameLookup.NONE.maxFrameBytes(), WorkMonitor.NONE)
                .map(statistics -> {
                    Iterator<ColumnStatistics> next = statistics.values().iterator();
                    columns.forEach(column -> ((ObjectNode) column).set("statistics", StatisticsJson.of(next.next())));
                    return columns;
                });
    }

    /**
     * {@code POST /features}: {@code {"features": {"delay": {"role": "responder", "unit": "min"}}}}, and {@code frame}
     * if there are several.
     */
    Either<Failure, Answer> setFeatures(Context request, UUID workerId) {
        return requests.object(request).flatMap(body -> {
            JsonNode features = body.path("features");
            if (!features.isObject()) {
                return Either.left(Failure.of(
                        FailureCode.INVALID_COMMAND,
                        "features must be an object: per column role, description and unit.",
                        "field",
                        "features"));
            }
            ObjectNode data = Json.mapper().createObjectNode();
            if (body.hasNonNull("frame")) {
                data.set("frame", body.get("frame"));
            }
            data.putArray("operations").addObject().put("op", "setFeatures").set("features", features);
            return commands.send(request, workerId, CommandTypes.MODIFY_WORKER_FRAME_MANAGER, data, WAIT);
        });
    }
}
