package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.Destination.Saved;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes a file so that it is there in full or not at all: into a file beside it, to the disk, then renamed. If the JVM
 * is killed meanwhile, a file {@code .framewright-….part} is left over and the destination is as it was.
 */
final class FileSaving {
    private FileSaving() {}

    /** Writes one kind of file; closes the stream; returns the number of rows. */
    @FunctionalInterface
    interface Writing {
        long write(OutputStream out, SaveMonitor monitor) throws IOException;
    }

    static Either<Failure, Saved> save(String given, boolean overwrite, SaveContext context, Writing writing) {
        return context.roots()
                .resolveForWrite(given)
                .flatMap(target -> save(given, target, overwrite, context, writing));
    }

    private static Either<Failure, Saved> save(
            String given, Path target, boolean overwrite, SaveContext context, Writing writing) {
        if (!overwrite && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Either.left(FileFailures.exists(given));
        }
        Path aside = target.resolveSibling(".framewright-" + UUID.randomUUID() + ".part");
        try {
            try {
                SaveMonitor monitor = new SaveMonitor(context.monitor());
                monitor.checkCancelled();
                long rows = write(given, aside, monitor, writing);
                long bytes = Files.size(aside);
                monitor.checkCancelled();
                publish(aside, target, overwrite);
                syncDirectory(target);
                return Either.right(new Saved(rows, bytes));
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (Refused refused) {
            return Either.left(refused.failure());
        } catch (IOException unusable) {
            return Either.left(FileFailures.of(unusable, given, "written"));
        }
    }

    private static long write(String given, Path aside, SaveMonitor monitor, Writing writing) throws IOException {
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream file = new KeptOpen(Channels.newOutputStream(channel));
            OutputStream out = Packing.ofName(given).packed(file);
            long rows = writing.write(out, monitor);
            channel.force(true);
            return rows;
        }
    }

    private static void publish(Path aside, Path target, boolean overwrite) throws IOException {
        if (overwrite) {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            // A link fails if somebody else has made the file meanwhile; a rename would replace it.
            Files.createLink(target, aside);
        } catch (FileAlreadyExistsException exists) {
            throw exists;
        } catch (UnsupportedOperationException | IOException noLinks) {
            Files.move(aside, target);
        }
    }

    /** Brings the new name to the disk, where the system lets a directory be opened; Windows does not, nor need it. */
    private static void syncDirectory(Path target) throws IOException {
        Path directory = Objects.requireNonNull(target.getParent(), "a target is absolute");
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Lets a writer close its stream, with what it had buffered, before the file is brought to the disk. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
