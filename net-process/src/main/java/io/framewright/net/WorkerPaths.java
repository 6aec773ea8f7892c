package io.framewright.net;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.Framewright;
import io.framewright.client.Restore;
import io.framewright.client.SpawnOptions;
import io.framewright.client.SpawnedWorker;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.WorkerRecord;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** {@code /workers}: those there are, one more, one less. */
final class WorkerPaths {
    private final Framewright platform;
    private final Host host;
    private final Requests requests;

    WorkerPaths(Framewright platform, Host host, Requests requests) {
        this.platform = platform;
        this.host = host;
        this.requests = requests;
    }

    /** Those that the caller's token is for. */
    Either<Failure, Answer> list(Context request) {
        Caller caller = Caller.of(request);
        return platform.workers().map(records -> {
            ObjectNode json = Json.mapper().createObjectNode();
            ArrayNode workers = json.putArray("workers");
            records.stream()
                    .filter(record -> caller.sees(record.workerId()))
                    .forEach(record -> workers.add(json(record)));
            return Answer.json(json);
        });
    }

    Either<Failure, Answer> get(Context request, UUID workerId) {
        return platform.record(workerId)
                .flatMap(record -> record.<Either<Failure, Answer>>map(known -> Either.right(Answer.json(json(known))))
                        .orElseGet(() -> Either.left(Requests.noSuchWorker(workerId.toString()))));
    }

    /** The record; of a worker of this process also what it has. No worker is asked or woken for that. */
    private ObjectNode json(WorkerRecord record) {
        ObjectNode json = WorkerJson.of(record);
        host.find(record.workerId()).ifPresent(held -> WorkerJson.put(json, held));
        return json;
    }

    /** All fields of the body may be left out: those of {@code SPAWN_WORKER}. */
    Either<Failure, Answer> spawn(Context request) {
        return requests.object(request)
                .flatMap(body -> JsonFields.of(body, "body")
                        .rejectUnknown(
                                "workQueue", "responseChannel", "labels", "restore", "idleTimeoutMillis", "ttlMillis"))
                .flatMap(WorkerPaths::options)
                .flatMap(platform::spawnWorker)
                .map(worker -> Answer.json(201, json(worker)).with("Location", "/workers/" + worker.workerId()));
    }

    private static Either<Failure, SpawnOptions> options(JsonFields fields) {
        return fields.optionalUuid("workQueue")
                .map(given -> given.orElseGet(UUID::randomUUID))
                .flatMap(workerId -> fields.optionalString("responseChannel")
                        .map(channel -> channel.orElse("framewright-http:" + workerId))
                        .flatMap(channel -> Either.map4(
                                restore(fields),
                                labels(fields),
                                millis(fields, "idleTimeoutMillis"),
                                millis(fields, "ttlMillis"),
                                (restore, labels, idle, ttl) ->
                                        new SpawnOptions(channel, workerId, restore, labels, idle, ttl))));
    }

    private static Either<Failure, Optional<Duration>> millis(JsonFields fields, String name) {
        return fields.has(name)
                ? fields.optionalLong(name, 1, 1, Long.MAX_VALUE / 1_000_000)
                        .map(millis -> Optional.of(Duration.ofMillis(millis)))
                : Either.right(Optional.empty());
    }

    private static Either<Failure, Restore> restore(JsonFields fields) {
        return fields.has("restore")
                ? fields.oneOf("restore", Set.of("none")).map(none -> Restore.NONE)
                : Either.right(Restore.FRAMES);
    }

    private static Either<Failure, Set<String>> labels(JsonFields fields) {
        return (fields.has("labels") ? fields.strings("labels") : Either.<Failure, List<String>>right(List.of()))
                .map(Set::copyOf);
    }

    private static ObjectNode json(SpawnedWorker worker) {
        return Json.mapper()
                .createObjectNode()
                .put("workerId", worker.workerId().toString())
                .put("startedOn", Timestamps.write(worker.startedOn()))
                .put("pid", worker.pid())
                .put("responseChannel", worker.responseChannel())
                .put("host", worker.host());
    }

    /** With {@code drain=true} it first finishes what is queued. */
    Either<Failure, Answer> kill(Context request, UUID workerId) {
        boolean drain = Optional.ofNullable(request.queryParam("drain"))
                .map(Boolean::parseBoolean)
                .orElse(false);
        return platform.kill(workerId, drain)
                .map(changed -> Answer.json(Json.mapper()
                        .createObjectNode()
                        .put("workerId", workerId.toString())
                        .put("changed", changed)));
    }
}
