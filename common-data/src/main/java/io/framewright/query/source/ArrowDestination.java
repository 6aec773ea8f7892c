package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;

/**
 * A file in Arrow's IPC format: texts as dictionaries, missing values as validity. Immutable.
 *
 * @param path relative to the data roots; not {@code .gz} or {@code .zst}, as a file is read in places
 * @param stream whether it is written as a stream, without a footer
 * @param compression of its buffers: none or zstd, which are what the format has
 */
public record ArrowDestination(String path, boolean stream, Compression compression) implements Destination {
    /** The name of this destination in {@code type}. */
    static final String TYPE = "arrow";

    public ArrowDestination {
        if (compression != Compression.NONE && compression != Compression.ZSTD) {
            throw new IllegalArgumentException("Arrow is written with zstd or not compressed, not as " + compression);
        }
    }

    /** Not compressed. */
    public ArrowDestination(String path, boolean stream) {
        this(path, stream, Compression.NONE);
    }

    @Override
    public Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context) {
        return FileSaving.save(
                path,
                overwrite,
                context,
                (out, monitor) -> ArrowWriting.write(frame, stream, compression, out, monitor));
    }
}
