package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.WorkerRecord;
import java.time.Duration;
import java.time.Instant;

/** {@code GET_INFO_WORKER}: the record of the worker, and what it holds. */
final class GetInfoWorker implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.GET_INFO_WORKER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        WorkerSession session = Execution.sessionOf(context);
        WorkerRecord record = session.record();
        ObjectNode data = Json.mapper()
                .createObjectNode()
                .put("workerId", record.workerId().toString())
                .put("startedOn", Timestamps.write(record.startedOn()))
                .put("pid", record.pid())
                .put("responseChannel", record.responseChannel())
                .put("host", record.host())
                .put("managerId", record.managerId().toString())
                .put("epoch", record.epoch())
                .put("status", record.status().name())
                .put("heartbeatOn", Timestamps.write(record.heartbeatOn()))
                .put(
                        "uptimeMillis",
                        Duration.between(record.startedOn(), Instant.now()).toMillis())
                .put("commandsHandled", session.commandsHandled());
        ArrayNode names = data.putArray("frames");
        context.frames().names().forEach(names::add);
        data.put("memoryBytes", context.frames().memoryBytes());
        putSnapshot(data, session);
        return Either.right(Reply.of(data));
    }

    /** What would be done again if the worker were started again now. */
    private static void putSnapshot(ObjectNode data, WorkerSession session) {
        Journal.Position position = session.journal().position();
        ObjectNode snapshot = data.putObject("snapshot").put("kept", session.keepsSnapshots());
        position.snapshotTakenOn()
                .ifPresent(takenOn ->
                        snapshot.put("step", position.snapshot().toString()).put("takenOn", Timestamps.write(takenOn)));
        snapshot.put("stepsSince", position.steps()).put("bytesSince", position.bytes());
    }
}
