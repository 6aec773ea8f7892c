package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import java.util.Optional;

/**
 * A file in Arrow's IPC format, as file or as stream: found out (docs/guide/sources.md). Immutable.
 *
 * @param path relative to the data roots
 */
public record ArrowSource(String path) implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "arrow";

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        return FileLoading.load(path, Optional.empty(), context, file -> ArrowReading.read(file, context));
    }
}
