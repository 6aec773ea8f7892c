package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;

/**
 * A file in Arrow's IPC format: texts as dictionaries, missing values as validity. Immutable.
 *
 * @param path relative to the data roots; not {@code .gz}, as a file is read in places
 * @param stream whether it is written as a stream, without a footer
 */
public record ArrowDestination(String path, boolean stream) implements Destination {
    /** The name of this destination in {@code type}. */
    static final String TYPE = "arrow";

    @Override
    public Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context) {
        return FileSaving.save(
                path, overwrite, context, (out, monitor) -> ArrowWriting.write(frame, stream, out, monitor));
    }
}
