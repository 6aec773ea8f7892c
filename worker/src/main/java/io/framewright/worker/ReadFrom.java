package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.Pipeline;
import io.framewright.query.TrainingSet;
import io.framewright.serialize.JsonFields;
import org.jspecify.annotations.Nullable;

/**
 * What a command reads: a frame, a view of it, or a training set of it as a table.
 *
 * @param setName the name of the training set; null if it is none
 * @param set the training set; null if it is none
 */
record ReadFrom(
        Frame frame, @Nullable String setName, @Nullable TrainingSet set) {
    static Either<Failure, ReadFrom> of(Frame frame, JsonFields data, CommandContext context) {
        return data.optionalString("view")
                .flatMap(view -> data.optionalString("set").flatMap(set -> {
                    if (set.isPresent()) {
                        return view.isPresent()
                                ? Either.left(Failure.of(
                                        FailureCode.INVALID_COMMAND,
                                        "data.set cannot be read together with data.view; a set takes the rows of the"
                                                + " view it was made of.",
                                        "field",
                                        "data.set"))
                                : set(frame, set.get(), context);
                    }
                    Either<Failure, Frame> shown = view.isEmpty()
                            ? Either.right(frame)
                            : Pipeline.view(frame, view.get(), FrameFields.others(context), context.monitor());
                    return shown.map(seen -> new ReadFrom(seen, null, null));
                }));
    }

    private static Either<Failure, ReadFrom> set(Frame frame, String name, CommandContext context) {
        return TrainingSet.read(frame, name, FrameFields.others(context), context.monitor())
                .flatMap(set -> set.frame(context.monitor()).map(table -> new ReadFrom(table, name, set)));
    }
}
