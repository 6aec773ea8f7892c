package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.Cores;

/**
 * A file of Parquet: missing values as nulls, texts by dictionaries where that is shorter. Immutable.
 *
 * @param path relative to the data roots; not {@code .gz} or {@code .zst}, as a file is read in places
 * @param compression of its pages
 */
public record ParquetDestination(String path, Compression compression) implements Destination {
    /** The name of this destination in {@code type}. */
    static final String TYPE = "parquet";

    @Override
    public Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context) {
        return FileSaving.save(
                path,
                overwrite,
                context,
                (out, monitor) -> ParquetWriting.write(frame, compression, out, monitor, Cores.shared()));
    }
}
