package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frames;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import java.util.List;

/** {@code KILL_WORKER_FRAME_MANAGER}: drops one frame, or all, and ends the streams they read. */
final class KillFrames implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.KILL_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        WorkerSession session = Execution.sessionOf(context);
        return FrameFields.named(data, context.frames()).map(names -> drop(names, context.frames(), session));
    }

    private static Reply drop(List<String> names, Frames frames, WorkerSession session) {
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode dropped = data.putArray("frames");
        Frames left = frames;
        for (String name : names) {
            dropped.add(name);
            left = left.without(name);
        }
        List<RowStream> ending = session.streams().ofFrames(names);
        ending.forEach(session.streams()::end);
        return new Reply(
                data,
                left,
                () -> ending.forEach(session.streams()::close),
                () -> ending.forEach(session.streams()::goOn),
                Steps.dropped(names));
    }
}
