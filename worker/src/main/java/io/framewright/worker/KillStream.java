package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;

/** {@code KILL_STREAM_WORKER_FRAME_MANAGER}: ends a stream; the frame keeps the rows that it has. */
final class KillStream implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.KILL_STREAM_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        WorkerSession session = Execution.sessionOf(context);
        return data.optionalUuid("streamId")
                .flatMap(streamId -> streamId.isPresent()
                        ? session.streams().find(streamId.get())
                        : data.optionalString(FrameFields.FRAME)
                                .flatMap(frame -> frame.isPresent()
                                        ? session.streams().ofFrame(frame.get())
                                        : Either.left(Failure.of(
                                                FailureCode.INVALID_COMMAND,
                                                "data names neither a frame nor a streamId; give one of them."))))
                .map(stream -> {
                    session.streams().end(stream);
                    ObjectNode reply = Json.mapper()
                            .createObjectNode()
                            .put("streamId", stream.id().toString())
                            .put(FrameFields.FRAME, stream.frame())
                            .put("rowsRead", stream.rowsRead())
                            .put("rowsRefused", stream.rowsRefused());
                    return new Reply(
                            reply,
                            null,
                            () -> session.streams().close(stream),
                            () -> session.streams().goOn(stream),
                            Steps.streamEnded(stream.id()));
                });
    }
}
