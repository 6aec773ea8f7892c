package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import java.util.List;

/** {@code GET_INFO_WORKER_FRAME_MANAGER}: what a worker knows of its frames, or of one of them. */
final class GetInfoFrames implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.GET_INFO_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        WorkerSession session = Execution.sessionOf(context);
        return FrameFields.named(data, context.frames()).map(names -> Reply.of(info(names, context, session)));
    }

    private static ObjectNode info(List<String> names, CommandContext context, WorkerSession session) {
        ObjectNode data = Json.mapper().createObjectNode();
        ArrayNode frames = data.putArray("frames");
        int room = context.eventLimitBytes() - FrameFields.RESERVED_BYTES;
        int each = names.isEmpty() ? 0 : room / names.size();
        for (String name : names) {
            context.frames().find(name).map(frame -> frames.add(info(name, frame, session, each)));
        }
        return data;
    }

    private static ObjectNode info(String name, Frame frame, WorkerSession session, int room) {
        ObjectNode info = Json.mapper().createObjectNode().put("name", name).put("rowCount", frame.rowCount());
        info.put("memoryBytes", frame.memoryBytes());
        ArrayNode views = info.putArray("views");
        frame.views().keySet().forEach(views::add);
        info.putArray("trainingSets");
        ArrayNode streams = info.putArray("streams");
        session.streams().all().stream()
                .filter(stream -> stream.frame().equals(name))
                .forEach(stream -> streams.addObject()
                        .put("streamId", stream.id().toString())
                        .put("source", stream.description())
                        .put("rowsRead", stream.rowsRead())
                        .put("rowsRefused", stream.rowsRefused()));
        info.set("lineage", Lineage.json(frame, room / 2));
        FrameFields.putColumns(info, frame, room / 2);
        return info;
    }
}
