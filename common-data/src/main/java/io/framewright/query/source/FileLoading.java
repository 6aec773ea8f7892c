package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Optional;

/** The way from a path to a frame that all files share: from exceptions of streams and libraries back to values. */
final class FileLoading {
    private FileLoading() {}

    /** Reads one kind of file. */
    @FunctionalInterface
    interface Reading {
        Frame read(DataFile file) throws IOException;
    }

    static Either<Failure, Frame> load(String given, Optional<Charset> encoding, LoadContext context, Reading reading) {
        return context.roots().resolveForRead(given).flatMap(path -> load(given, path, encoding, context, reading));
    }

    private static Either<Failure, Frame> load(
            String given, Path path, Optional<Charset> encoding, LoadContext context, Reading reading) {
        try {
            DataFile file = DataFile.of(given, path, context, encoding.orElse(null));
            Frame frame = reading.read(file);
            file.checkUnchanged();
            return Either.right(frame);
        } catch (Refused refused) {
            return Either.left(refused.failure());
        } catch (IOException unusable) {
            return Either.left(FileFailures.of(unusable, given, "read"));
        }
    }
}
