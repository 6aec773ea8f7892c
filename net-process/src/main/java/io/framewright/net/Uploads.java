package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Destination;
import io.framewright.query.source.SaveContext;
import io.framewright.serialize.Json;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory {@code uploads} of the first data root: files that callers bring, and those by which frames get from a
 * worker to another. Names are made here, nothing of a caller's name is in them. A file is there in full or not at all,
 * and stays until somebody takes it away: frames come back from it. Thread-safe.
 */
final class Uploads {
    static final String DIRECTORY = "uploads";

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);

    private final DataRoots roots;
    private final UploadLimits limits;
    private final UploadParts parts;
    private long expected;

    /**
     * A file that is there.
     *
     * @param path as sources name it, relative to the data roots
     */
    record Kept(String path, long bytes) {}

    Uploads(DataRoots roots, UploadLimits limits) {
        this.roots = roots;
        this.limits = limits;
        this.parts = new UploadParts();
    }

    /** Makes the directory where it is missing, and takes away what ended processes have left half-written. */
    Either<Failure, Path> open() {
        if (roots.directories().isEmpty()) {
            return Either.left(Failure.of(
                    FailureCode.PATH_NOT_ALLOWED,
                    "No data root is configured, so there is no place for files; start with --data-root DIR."));
        }
        Path directory = roots.directories().get(0).resolve(DIRECTORY);
        try {
            return Either.right(parts.open(directory));
        } catch (IOException unusable) {
            log.warn("uploads cannot be kept in {}", directory, unusable);
            return Either.left(Failure.of(
                    FailureCode.FILE_UNUSABLE,
                    "The directory '" + DIRECTORY + "' of the first data root cannot be used; the log of the process"
                            + " has why."));
        }
    }

    /** Takes away what ended processes have left half-written, where there have been uploads. */
    void tidy() {
        if (!roots.directories().isEmpty()
                && Files.isDirectory(roots.directories().get(0).resolve(DIRECTORY))) {
            open().peekLeft(failure -> log.warn("half-written uploads were not removed: {}", failure.message()));
        }
    }

    /**
     * Lets something in, if there is room for it beside what is there and what comes in meanwhile.
     *
     * @param bytes that it takes at most
     * @param receiving is given a directory for what is on its way, which is emptied when this process is gone
     * @return left {@code UPLOADS_FULL}
     */
    <T> Either<Failure, T> receive(long bytes, Function<Path, Either<Failure, T>> receiving) {
        return open().flatMap(directory -> reserve(bytes, directory).flatMap(reserved -> {
            try {
                return receiving.apply(parts.directory());
            } finally {
                release(bytes);
            }
        }));
    }

    UploadLimits limits() {
        return limits;
    }

    /** Keeps what has come in, under a name of ours that ends so. */
    Either<Failure, Kept> keep(Part part, String ending) {
        return open().flatMap(directory -> {
            String name = UUID.randomUUID() + ending;
            Path aside = parts.directory().resolve(name);
            try {
                try (InputStream in = part.getInputStream()) {
                    Files.copy(in, aside);
                }
                UploadParts.ownerOnly(aside);
                Files.move(aside, directory.resolve(name));
                return Either.right(new Kept(DIRECTORY + "/" + name, part.getSize()));
            } catch (IOException brokenOff) {
                log.warn("an upload could not be kept", brokenOff);
                UploadParts.removeQuietly(aside);
                return Either.left(Failure.of(FailureCode.FILE_UNUSABLE, "The file could not be kept; try again."));
            }
        });
    }

    /** Keeps a frame, as a file of Arrow. */
    Either<Failure, Kept> write(Frame frame, WorkMonitor monitor) {
        String path = DIRECTORY + "/" + UUID.randomUUID() + ".arrow";
        ObjectNode arrow = Json.mapper().createObjectNode().put("type", "arrow").put("path", path);
        return receive(
                frame.memoryBytes(),
                directory -> Destination.parse(arrow, "destination")
                        .flatMap(destination -> destination.save(frame, false, new SaveContext(roots, monitor)))
                        .map(saved -> new Kept(path, saved.bytes())));
    }

    /** Sees beforehand whether there is room, beside what others bring meanwhile. */
    private synchronized Either<Failure, Long> reserve(long bytes, Path directory) {
        long used;
        try {
            used = used(directory);
        } catch (IOException unusable) {
            log.warn("uploads cannot be counted in {}", directory, unusable);
            return Either.left(Failure.of(FailureCode.FILE_UNUSABLE, "The place for uploads cannot be looked at."));
        }
        if (used + expected + bytes > limits.bytesInAll()) {
            return Either.left(HttpCode.UPLOADS_FULL.failure(
                    "The directory '" + DIRECTORY + "' of the data root holds " + used + " of " + limits.bytesInAll()
                            + " bytes; take away files there that no frame needs.",
                    "limitBytes",
                    limits.bytesInAll()));
        }
        expected += bytes;
        return Either.right(bytes);
    }

    private synchronized void release(long bytes) {
        expected -= bytes;
    }

    private static long used(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            long used = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                used += attributes.isRegularFile() ? attributes.size() : 0;
            }
            return used;
        }
    }

    /** Takes a file away that nobody came to need. */
    void remove(Kept file) {
        roots.resolveForRead(file.path()).peek(UploadParts::removeQuietly);
    }

    /** Takes away what is half-written. */
    void close() {
        parts.close();
    }
}
