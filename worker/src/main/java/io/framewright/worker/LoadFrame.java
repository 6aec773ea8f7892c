package io.framewright.worker;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.source.LoadContext;
import io.framewright.query.source.Source;
import io.framewright.serialize.JsonFields;

/** {@code LOAD_WORKER_FRAME_MANAGER}: reads a source into a frame, which it makes or replaces. */
final class LoadFrame implements CommandHandler {
    @Override
    public String commandType() {
        return CommandTypes.LOAD_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        return FrameFields.toMake(data)
                .flatMap(name -> data.optionalBoolean("overwrite", true)
                        .flatMap(overwrite -> mayMake(name, overwrite, context))
                        .flatMap(mayMake -> data.object("source"))
                        .flatMap(source -> Source.parse(command.data().path("source"), "data.source"))
                        .flatMap(source -> load(source, command, context))
                        .map(frame -> Reply.of(
                                FrameFields.describe(name, frame, context.eventLimitBytes()),
                                context.frames().with(name, frame),
                                Steps.loaded(command, name, frame))));
    }

    private static Either<Failure, Boolean> mayMake(String name, boolean overwrite, CommandContext context) {
        return overwrite || context.frames().find(name).isLeft()
                ? Either.right(true)
                : Either.left(Failure.of(
                        FailureCode.FRAME_EXISTS,
                        "There is a frame " + name + " already; set overwrite, or give another name.",
                        FrameFields.FRAME,
                        name));
    }

    private static Either<Failure, Frame> load(Source source, Command command, CommandContext context) {
        return source.load(new LoadContext(
                        context.dataRoots(), context.databases(), context.keys(), context.limits(), context.monitor()))
                .map(frame -> frame.withStep(Lineage.step(command)));
    }
}
