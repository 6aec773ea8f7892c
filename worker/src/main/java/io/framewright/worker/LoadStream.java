package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.framewright.worker.snapshot.StreamState;
import java.util.UUID;

/**
 * {@code LOAD_STREAM_WORKER_FRAME_MANAGER}: lets a frame read a stream from now on; the frame is made if it is not
 * there.
 */
final class LoadStream implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.LOAD_STREAM_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        WorkerSession session = Execution.sessionOf(context);
        return FrameFields.toMake(data)
                .flatMap(frame -> isFree(frame, session)
                        .flatMap(free -> data.object("stream"))
                        .flatMap(stream -> maxRows(data)
                                .flatMap(maxRows -> session.streams()
                                        .open(
                                                new StreamState(
                                                        UUID.randomUUID(),
                                                        frame,
                                                        maxRows,
                                                        command.data().path("stream"),
                                                        null),
                                                session.config().window())))
                        .map(stream -> reply(frame, stream, session)));
    }

    private static Either<Failure, Boolean> isFree(String frame, WorkerSession session) {
        return session.streams()
                .ofFrame(frame)
                .fold(
                        none -> Either.right(true),
                        pending -> Either.right(true),
                        there -> Either.left(Failure.of(
                                FailureCode.STREAM_EXISTS,
                                "The frame " + frame + " reads the stream " + there + " already; kill that first.",
                                "streamId",
                                there.id().toString())));
    }

    private static Either<Failure, Long> maxRows(JsonFields data) {
        return data.has("window")
                ? data.object("window").flatMap(window -> window.integer("maxRows", 1, Integer.MAX_VALUE))
                : Either.right(0L);
    }

    /** Rows flow only once the caller's outcome is recorded. */
    private static Reply reply(String frame, RowStream stream, WorkerSession session) {
        ObjectNode data = Json.mapper()
                .createObjectNode()
                .put(FrameFields.FRAME, frame)
                .put("streamId", stream.id().toString());
        return new Reply(
                data,
                null,
                () -> session.streams().register(stream),
                () -> session.streams().close(stream),
                Steps.stream(stream.state()));
    }
}
