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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code GET_INFO_WORKER_FRAME_MANAGER}: what a worker knows of its frames, or of one of them. */
final class GetInfoFrames implements CommandHandler {
    private final SetsFitted sets = new SetsFitted();

    @Override
    public String commandType() {
        return CommandTypes.GET_INFO_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        WorkerSession session = Execution.sessionOf(context);
        return info(command, context, name -> streams(name, session));
    }

    /** @param streams what a frame reads just now, by its name */
    Either<Failure, Reply> info(Command command, CommandContext context, Function<String, ArrayNode> streams) {
        JsonFields data = JsonFields.of(command.data(), "data");
        return FrameFields.named(data, context.frames())
                .flatMap(names -> data.optionalBoolean("statistics", false)
                        .flatMap(statistics -> columns(data)
                                .flatMap(columns ->
                                        info(names, new ColumnsTold(columns, statistics), context, streams))));
    }

    private static ArrayNode streams(String frame, WorkerSession session) {
        ArrayNode streams = Json.mapper().createArrayNode();
        session.streams().all().stream()
                .filter(stream -> !stream.isEnding())
                .filter(stream -> stream.frame().equals(frame))
                .forEach(stream -> streams.addObject()
                        .put("streamId", stream.id().toString())
                        .put("source", stream.description())
                        .put("rowsRead", stream.rowsRead())
                        .put("rowsRefused", stream.rowsRefused()));
        return streams;
    }

    private static Either<Failure, Optional<List<String>>> columns(JsonFields data) {
        return data.has("columns")
                ? data.strings("columns")
                        .map(names -> Optional.of(names.stream().distinct().toList()))
                : Either.right(Optional.empty());
    }

    private Either<Failure, Reply> info(
            List<String> names, ColumnsTold columns, CommandContext context, Function<String, ArrayNode> streams) {
        int room = context.eventLimitBytes() - FrameFields.RESERVED_BYTES;
        int each = names.isEmpty() ? 0 : room / names.size();
        Either<Failure, List<ObjectNode>> told = Either.right(new ArrayList<>());
        for (String name : names) {
            told = told.flatMap(before -> context.frames()
                    .find(name)
                    .flatMap(frame -> info(name, frame, columns, context, streams.apply(name), each))
                    .map(info -> {
                        before.add(info);
                        return before;
                    }));
        }
        return told.map(frames -> {
            ObjectNode data = Json.mapper().createObjectNode();
            data.putArray("frames").addAll(frames);
            return Reply.of(data);
        });
    }

    private Either<Failure, ObjectNode> info(
            String name, Frame frame, ColumnsTold columns, CommandContext context, ArrayNode streams, int room) {
        ObjectNode info = Json.mapper().createObjectNode().put("name", name).put("rowCount", frame.rowCount());
        info.put("memoryBytes", frame.memoryBytes());
        ArrayNode views = info.putArray("views");
        frame.views().keySet().forEach(views::add);
        info.putArray("trainingSets");
        info.set("streams", streams);
        return sets.json(name, frame, context, room / 4).flatMap(trainingSets -> {
            info.set("trainingSets", trainingSets);
            int left = room - TrainingSetJson.bytes(trainingSets);
            ArrayNode lineage = Lineage.json(frame, left / 2);
            info.set("lineage", lineage);
            return columns.put(info, frame, left - TrainingSetJson.bytes(lineage), context);
        });
    }
}
