package io.framewright.manager;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.Spawn;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.framewright.transport.Idling;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** What each command of the process manager's queue means: JSON in, a call of {@link ProcessManager}, JSON out. */
final class ManagerCommands {
    static final Set<String> TYPES = new TreeSet<>(Set.of(
            CommandTypes.SPAWN_WORKER,
            CommandTypes.KILL_WORKER,
            CommandTypes.CANCEL_COMMAND,
            CommandTypes.LIST_WORKERS,
            CommandTypes.GET_INFO_PROCESS_MANAGER));

    /** Room for envelope and paging fields beside a list of workers. */
    private static final int RESERVED_BYTES = 1024;

    private static final Executor LOOK_AGAIN = CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

    private final ProcessManager manager;

    ManagerCommands(ProcessManager manager) {
        this.manager = manager;
    }

    /** @return completes with the data of the {@code _SUCCEEDED} event */
    CompletionStage<Either<Failure, JsonNode>> run(Command command) {
        JsonFields data = JsonFields.of(command.data(), "data");
        return switch (command.commandType()) {
            case CommandTypes.SPAWN_WORKER -> spawn(command, data);
            case CommandTypes.KILL_WORKER -> kill(data);
            case CommandTypes.CANCEL_COMMAND -> cancel(data);
            case CommandTypes.LIST_WORKERS -> list(data);
            case CommandTypes.GET_INFO_PROCESS_MANAGER -> info();
            default -> throw new IllegalStateException("judged as known: " + command.commandType());
        };
    }

    private CompletionStage<Either<Failure, JsonNode>> info() {
        return manager.info()
                .thenApply(info ->
                        info.map(told -> ManagerJson.of(told).set("health", ManagerJson.of(manager.health()))));
    }

    /**
     * A worker without a UUID of the caller's gets one made from the command's id, so that the command, delivered again
     * after a crash, does not leave a second worker behind.
     */
    private CompletionStage<Either<Failure, JsonNode>> spawn(Command command, JsonFields data) {
        return data.string("responseChannel")
                .flatMap(channel -> data.optionalUuid("workQueue")
                        .flatMap(given -> restore(data)
                                .flatMap(restore -> labels(command, data)
                                        .flatMap(labels -> idling(data)
                                                .map(idling -> spawnOnce(new Spawn(
                                                        given.orElseGet(() -> workerOf(command.commandId())),
                                                        channel,
                                                        restore,
                                                        labels,
                                                        idling,
                                                        command.commandId())))))))
                .fold(
                        ManagerCommands::failed,
                        pending -> failed(invalid(pending.message())),
                        spawned -> spawned.thenApply(record -> record.map(ManagerJson::spawned)));
    }

    /** Whether the frames come back when the worker is started again. */
    private static Either<Failure, Boolean> restore(JsonFields data) {
        return data.optionalString("restore")
                .flatMap(restore -> restore.isEmpty() || restore.get().equals("none")
                        ? Either.right(restore.isEmpty())
                        : Either.left(invalid("data.restore is " + restore.get()
                                + "; it must be none, or left out for frames that come back.")));
    }

    private static Either<Failure, Set<String>> labels(Command command, JsonFields data) {
        if (!command.data().hasNonNull("labels")) {
            return Either.right(Set.of());
        }
        return data.strings("labels")
                .flatMap(given -> given.stream().allMatch(ClusterConfig::isLabel)
                        ? Either.right(Set.copyOf(given))
                        : Either.left(invalid("data.labels is " + given
                                + "; a label is 1 to 63 letters, digits, '.', '_' and '-', a letter or digit first.")));
    }

    /**
     * If the worker exists and this command has made it, a manager died before it could say so. That host may be gone
     * as well; then the worker is taken over when its lease has run out, here or elsewhere.
     */
    private CompletionStage<Either<Failure, WorkerRecord>> spawnOnce(Spawn spawn) {
        return manager.spawn(spawn)
                .thenCompose(spawned -> spawned.<CompletionStage<Either<Failure, WorkerRecord>>>fold(
                        failure -> failure.is(FailureCode.WORKER_EXISTS)
                                ? untilItRuns(spawn, failure)
                                : CompletableFuture.completedStage(spawned),
                        pending -> CompletableFuture.completedStage(spawned),
                        record -> CompletableFuture.completedStage(spawned)));
    }

    private CompletionStage<Either<Failure, WorkerRecord>> untilItRuns(Spawn spawn, Failure exists) {
        return manager.worker(spawn.workerId())
                .thenCompose(found -> found.<CompletionStage<Either<Failure, WorkerRecord>>>fold(
                        failure -> CompletableFuture.completedStage(Either.left(failure)),
                        pending -> CompletableFuture.completedStage(Either.pending(pending.message())),
                        record -> record.isPresent() && !isMadeBy(spawn, record.get())
                                ? CompletableFuture.completedStage(Either.left(exists))
                                : record.filter(running -> running.status() == WorkerStatus.RUNNING)
                                        .<CompletionStage<Either<Failure, WorkerRecord>>>map(
                                                running -> CompletableFuture.completedStage(Either.right(running)))
                                        .orElseGet(() -> CompletableFuture.supplyAsync(() -> spawn, LOOK_AGAIN)
                                                .thenCompose(this::spawnOnce))));
    }

    /** Its record says so, or its UUID: nobody but the command can have started that one. */
    private static boolean isMadeBy(Spawn spawn, WorkerRecord record) {
        UUID commandId = spawn.by();
        return commandId != null
                && (record.spawnedBy().filter(commandId::equals).isPresent()
                        || record.workerId().equals(workerOf(commandId)));
    }

    private static Either<Failure, Idling> idling(JsonFields data) {
        return time(data, "idleTimeoutMillis")
                .flatMap(timeout -> time(data, "ttlMillis").map(ttl -> new Idling(timeout, ttl)));
    }

    /** Absent, or at least a millisecond. */
    private static Either<Failure, Optional<Duration>> time(JsonFields data, String field) {
        return data.has(field)
                ? data.optionalLong(field, 1, 1, Integer.MAX_VALUE * 1000L)
                        .map(millis -> Optional.of(Duration.ofMillis(millis)))
                : Either.right(Optional.empty());
    }

    private static UUID workerOf(UUID commandId) {
        return UUID.nameUUIDFromBytes(("SPAWN_WORKER " + commandId).getBytes(StandardCharsets.UTF_8));
    }

    private CompletionStage<Either<Failure, JsonNode>> kill(JsonFields data) {
        return data.uuid("workerId")
                .flatMap(workerId -> data.optionalBoolean("drain", false)
                        .map(drain -> manager.kill(workerId, drain)
                                .thenApply(killed -> killed.map(changed -> ManagerJson.changed(workerId, changed)))))
                .fold(ManagerCommands::failed, pending -> failed(invalid(pending.message())), killed -> killed);
    }

    private CompletionStage<Either<Failure, JsonNode>> cancel(JsonFields data) {
        return data.uuid("workerId")
                .flatMap(workerId -> data.uuid("commandId")
                        .map(commandId -> manager.cancel(workerId, commandId)
                                .thenApply(done -> done.map(changed -> ManagerJson.changed(workerId, changed)))))
                .fold(ManagerCommands::failed, pending -> failed(invalid(pending.message())), cancelled -> cancelled);
    }

    private CompletionStage<Either<Failure, JsonNode>> list(JsonFields data) {
        return data.optionalString("status")
                .flatMap(ManagerCommands::status)
                .flatMap(status -> data.optionalLong("offset", 0, 0, Integer.MAX_VALUE)
                        .flatMap(offset -> data.optionalLong("limit", Integer.MAX_VALUE, 1, Integer.MAX_VALUE)
                                .map(limit -> manager.workers(status)
                                        .thenApply(all -> all.map(workers ->
                                                page(workers, Math.toIntExact(offset), Math.toIntExact(limit)))))))
                .fold(ManagerCommands::failed, pending -> failed(invalid(pending.message())), listed -> listed);
    }

    /** As many workers as fit an event; {@code nextOffset} tells where to go on. */
    private JsonNode page(List<WorkerRecord> workers, int offset, int limit) {
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode page = data.putArray("workers");
        int room = manager.config().worker().eventLimitBytes() - RESERVED_BYTES;
        int next = offset;
        while (next < workers.size() && page.size() < limit) {
            ObjectNode worker = ManagerJson.of(workers.get(next));
            room -= worker.toString().getBytes(StandardCharsets.UTF_8).length + 1;
            if (room < 0) {
                break;
            }
            page.add(worker);
            next++;
        }
        data.put("workerCount", workers.size());
        if (next < workers.size()) {
            data.put("nextOffset", next);
        }
        return data;
    }

    private static Either<Failure, Optional<WorkerStatus>> status(Optional<String> name) {
        if (name.isEmpty()) {
            return Either.right(Optional.empty());
        }
        return Arrays.stream(WorkerStatus.values())
                .filter(status -> status.name().equals(name.get()))
                .findFirst()
                .<Either<Failure, Optional<WorkerStatus>>>map(status -> Either.right(Optional.of(status)))
                .orElseGet(() -> Either.left(invalid("data.status is " + name.get() + "; it must be one of "
                        + Arrays.toString(WorkerStatus.values()) + ".")));
    }

    private static Failure invalid(String message) {
        return Failure.of(FailureCode.INVALID_COMMAND, message);
    }

    private static CompletionStage<Either<Failure, JsonNode>> failed(Failure failure) {
        return CompletableFuture.completedStage(Either.left(failure));
    }
}
