package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;

/** {@code SNAPSHOT_WORKER_FRAME_MANAGER}: keeps all frames as they are, before it answers. */
final class SnapshotFrames implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.SNAPSHOT_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        WorkerSession session = Execution.sessionOf(context);
        if (session.isForgetful()) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "This worker was started with restore none: it gives its frames up, so none are kept."));
        }
        if (!session.config().snapshots().areKept()) {
            return Either.left(Failure.of(
                    FailureCode.FILE_UNUSABLE,
                    "No place for snapshots is configured on this host; start it with --snapshots DIR."));
        }
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode names = data.putArray("frames");
        context.frames().names().forEach(names::add);
        data.put("memoryBytes", context.frames().memoryBytes());
        return Either.right(Reply.of(data).withStep(Steps.snapshot()));
    }
}
