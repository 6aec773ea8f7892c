package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.Cores;
import java.util.Optional;

/**
 * A file in Parquet (docs/guide/sources.md). Immutable.
 *
 * @param path relative to the data roots
 */
public record ParquetSource(String path) implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "parquet";

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        return FileLoading.load(
                path, Optional.empty(), context, file -> ParquetReading.read(file, context, Cores.shared()));
    }
}
