package io.framewright.worker;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.Applied;
import io.framewright.query.Operation;
import io.framewright.query.Pipeline;
import io.framewright.serialize.JsonFields;
import java.util.List;

/** {@code MODIFY_WORKER_FRAME_MANAGER}: applies operations to a frame, all or none, in place or into another. */
final class ModifyFrame implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.MODIFY_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        return FrameFields.existing(data, context.frames())
                .flatMap(name -> data.optionalString("into")
                        .flatMap(into -> data.list("operations")
                                .flatMap(list -> Operation.parse(command.data().path("operations"), "data.operations"))
                                .flatMap(operations -> apply(name, operations, context))
                                .map(applied -> reply(name, into.orElse(name), applied, command, context))));
    }

    private static Reply reply(String from, String name, Applied applied, Command command, CommandContext context) {
        Frame frame = applied.frame().withStep(Lineage.step(command));
        return Reply.of(
                FrameFields.describe(name, frame, applied.notes(), context.eventLimitBytes()),
                context.frames().with(name, frame),
                Steps.modified(command, from, name, frame));
    }

    private static Either<Failure, Applied> apply(String name, List<Operation> operations, CommandContext context) {
        return context.frames()
                .find(name)
                .flatMap(frame ->
                        Pipeline.applyAndTell(frame, operations, FrameFields.others(context), context.monitor()));
    }
}
