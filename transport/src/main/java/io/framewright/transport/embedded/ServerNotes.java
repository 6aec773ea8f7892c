package io.framewright.transport.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes about the server processes started by JVMs of this machine. A JVM that is killed cannot end its server; the
 * next one that starts finds the note and does. A process id alone is no proof, since it may be in use again: start
 * time and program must match too.
 */
final class ServerNotes {
    private static final Logger LOG = LoggerFactory.getLogger(ServerNotes.class);
    private static final String SUFFIX = ".server";
    private static final String DIRECTORY = "directory";
    /** The kernel's and the JDK's idea of a start time differ by rounding. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private final Path directory;

    private ServerNotes(Path directory) {
        this.directory = directory;
    }

    static ServerNotes in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } catch (java.nio.file.FileAlreadyExistsException another) {
                LOG.debug("{} was made by another process meanwhile", directory);
            }
        }
        if (!Files.getOwner(directory).getName().equals(System.getProperty("user.name"))) {
            throw new IOException(directory + " belongs to somebody else");
        }
        return new ServerNotes(directory);
    }

    /**
     * Writes down that this JVM started a process that works in a directory of its own; delete the file when the
     * process has ended.
     */
    Path write(ProcessHandle server, Path workDirectory) throws IOException {
        Properties note = new Properties();
        note.setProperty(DIRECTORY, workDirectory.toString());
        describe(note, "server", server);
        describe(note, "owner", ProcessHandle.current());
        Path file = directory.resolve(server.pid() + SUFFIX);
        Path aside = Files.createTempFile(directory, "note-", ".tmp");
        try (Writer out = Files.newBufferedWriter(aside)) {
            note.store(out, null);
        }
        return Files.move(aside, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    /** Ends every server whose JVM is gone; gives back how many there were. */
    int reap() throws IOException {
        List<Path> notes;
        try (Stream<Path> files = Files.list(directory)) {
            notes = files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        int ended = 0;
        for (Path file : notes) {
            Properties note = new Properties();
            try (Reader in = Files.newBufferedReader(file)) {
                note.load(in);
            } catch (java.nio.file.NoSuchFileException endedMeanwhile) {
                continue;
            }
            if (find(note, "owner").isPresent()) {
                continue;
            }
            Optional<ProcessHandle> orphan = find(note, "server");
            if (orphan.isPresent()) {
                LOG.info(
                        "Ending process {}, left behind by a JVM that was killed",
                        orphan.get().pid());
                orphan.get().destroyForcibly();
                orphan.get()
                        .onExit()
                        .orTimeout(5, TimeUnit.SECONDS)
                        .exceptionally(stays -> orphan.get())
                        .join();
                ended++;
            }
            String left = note.getProperty(DIRECTORY, "");
            if (!left.isEmpty()) {
                WorkDirectory.at(Path.of(left)).close();
            }
            Files.deleteIfExists(file);
        }
        return ended;
    }

    private static void describe(Properties note, String who, ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        note.setProperty(who + ".pid", Long.toString(process.pid()));
        note.setProperty(
                who + ".start", info.startInstant().map(Instant::toString).orElse(""));
        note.setProperty(who + ".command", info.command().orElse(""));
    }

    private static Optional<ProcessHandle> find(Properties note, String who) {
        String pid = note.getProperty(who + ".pid", "");
        String start = note.getProperty(who + ".start", "");
        String command = note.getProperty(who + ".command", "");
        if (pid.isEmpty() || start.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(ProcessHandle::isAlive)
                .filter(process -> command.equals(process.info().command().orElse("")))
                .filter(process -> process.info()
                        .startInstant()
                        .map(actual -> Duration.between(Instant.parse(start), actual)
                                        .abs()
                                        .compareTo(TOLERANCE)
                                <= 0)
                        .orElse(false));
    }
}
