package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.Destination;
import io.framewright.query.source.Destination.Saved;
import io.framewright.query.source.SaveContext;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;

/** {@code SAVE_WORKER_FRAME_MANAGER}: writes a frame, or a view or training set of it, to a destination. */
final class SaveFrame implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.SAVE_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        return FrameFields.existing(data, context.frames())
                .flatMap(name -> context.frames()
                        .find(name)
                        .flatMap(frame -> ReadFrom.of(frame, data, context))
                        .flatMap(from -> data.optionalBoolean("overwrite", false)
                                .flatMap(overwrite -> data.object("destination")
                                        .flatMap(fields -> Destination.parse(
                                                command.data().path("destination"), "data.destination"))
                                        .flatMap(destination -> destination.save(
                                                from.frame(),
                                                overwrite,
                                                new SaveContext(
                                                        context.dataRoots(),
                                                        context.databases(),
                                                        context.keys(),
                                                        context.monitor())))))
                        .map(saved -> Reply.of(reply(name, saved))));
    }

    private static JsonNode reply(String name, Saved saved) {
        return Json.mapper()
                .createObjectNode()
                .put(FrameFields.FRAME, name)
                .put("rowCount", saved.rowCount())
                .put("bytes", saved.bytes());
    }
}
