package io.framewright.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files on their way, in a directory of this process that it holds a lock in. One whose lock nobody holds is that of a
 * process that has ended, and is removed: also where several processes share a data root. Thread-safe.
 */
final class UploadParts {
    private static final Logger log = LoggerFactory.getLogger(UploadParts.class);
    private static final String PREFIX = ".parts-";
    private static final String LOCK = "lock";

    private @Nullable Path own;
    private @Nullable FileChannel channel;

    /** Makes both directories if they are not there. */
    synchronized Path open(Path uploads) throws IOException {
        if (own == null || !Files.isDirectory(own)) {
            close();
            directory(uploads);
            sweep(uploads);
            Path made = uploads.resolve(PREFIX + UUID.randomUUID());
            directory(made);
            FileChannel opened =
                    FileChannel.open(made.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            @Nullable FileLock held = opened.tryLock();
            if (held == null) {
                log.debug("there are no locks in {}", uploads);
            }
            channel = opened;
            own = made;
        }
        return uploads;
    }

    /** Of this process; it is open. */
    synchronized Path directory() {
        Path opened = own;
        if (opened == null) {
            throw new IllegalStateException("not open");
        }
        return opened;
    }

    /** A symbolic link would lead what is written to elsewhere. */
    private static void directory(Path path) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            if (isPosix(path)) {
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(path);
            }
        }
    }

    static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Nobody else reads the file. */
    static void ownerOnly(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void sweep(Path uploads) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(uploads, PREFIX + "*")) {
            for (Path each : left) {
                if (isLeft(each)) {
                    removeAll(each);
                }
            }
        }
    }

    private static boolean isLeft(Path parts) throws IOException {
        try (FileChannel lock = FileChannel.open(parts.resolve(LOCK), StandardOpenOption.WRITE)) {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        } catch (NoSuchFileException justBeingMade) {
            return false;
        }
    }

    private static void removeAll(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(UploadParts::removeQuietly);
        } catch (IOException | UncheckedIOException unusable) {
            log.warn("half-written uploads were not removed", unusable);
        }
    }

    /** What cannot be removed now is removed at the next start. */
    static void removeQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException unusable) {
            log.warn("the file {} was not removed", file.getFileName(), unusable);
        }
    }

    synchronized void close() {
        Path opened = own;
        FileChannel held = channel;
        own = null;
        channel = null;
        try {
            if (held != null) {
                held.close();
            }
        } catch (IOException unusable) {
            log.warn("a lock was not let go", unusable);
        }
        if (opened != null) {
            removeAll(opened);
        }
    }
}
