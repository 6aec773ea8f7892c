package io.framewright.app.running;

import com.fasterxml.jackson.core.JacksonException;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the platforms of this user on this machine say how they can be reached. The files hold passwords, so only the
 * user can read them.
 */
public final class RunDirectory {
    private static final String SUFFIX = ".json";

    private final Path directory;

    private RunDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * The directory the environment asks for: {@code $FRAMEWRIGHT_HOME/run}, else {@code $XDG_RUNTIME_DIR/framewright},
     * else {@code ~/.framewright/run}.
     */
    public static RunDirectory of(Map<String, String> environment, Path userHome) {
        String home = environment.getOrDefault("FRAMEWRIGHT_HOME", "");
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!home.isBlank()) {
            return new RunDirectory(Path.of(home, "run").toAbsolutePath());
        }
        return new RunDirectory(
                runtime.isBlank() ? userHome.resolve(".framewright").resolve("run") : Path.of(runtime, "framewright"));
    }

    /** Where it is. */
    public Path path() {
        return directory;
    }

    /** Writes the file of a platform, whole or not at all; left {@code FILE_UNUSABLE}. */
    public Either<Failure, Path> write(RunFile run) {
        Path file = directory.resolve(run.pid() + SUFFIX);
        try {
            Files.createDirectories(directory, permissions("rwx------"));
            Path aside = Files.createTempFile(directory, ".", ".new", permissions("rw-------"));
            Files.write(aside, Json.mapper().writeValueAsBytes(run.toJson()));
            return Either.right(Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException | UnsupportedOperationException unusable) {
            return Either.left(unusable(file, unusable));
        }
    }

    /** Removes the file of a platform; true if it was there. */
    public Either<Failure, Boolean> remove(long pid) {
        Path file = directory.resolve(pid + SUFFIX);
        try {
            return Either.right(Files.deleteIfExists(file));
        } catch (IOException unusable) {
            return Either.left(unusable(file, unusable));
        }
    }

    /** The platforms that run, the newest first. Files of processes that are gone are removed on the way. */
    public Either<Failure, List<RunFile>> sweep() {
        List<RunFile> running = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9]*" + SUFFIX)) {
            for (Path file : files) {
                Optional<RunFile> run = read(file).filter(RunFile::isAlive);
                if (run.isPresent()) {
                    running.add(run.get());
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException nothingEverRan) {
            return Either.right(List.of());
        } catch (IOException unusable) {
            return Either.left(unusable(directory, unusable));
        }
        running.sort(Comparator.comparing(RunFile::startedOn).reversed());
        return Either.right(running);
    }

    private static Optional<RunFile> read(Path file) throws IOException {
        try {
            return RunFile.ofJson(Json.mapper().readTree(Files.readAllBytes(file)));
        } catch (JacksonException | NoSuchFileException notOurs) {
            return Optional.empty();
        }
    }

    private static FileAttribute<?>[] permissions(String posix) {
        return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(posix))}
                : new FileAttribute<?>[0];
    }

    private static Failure unusable(Path path, Exception why) {
        String reason = why instanceof FileAlreadyExistsException ? "something else is in its place" : why.getMessage();
        return Failure.of(
                FailureCode.FILE_UNUSABLE,
                "The run file " + path + " cannot be used (" + reason
                        + "). FRAMEWRIGHT_HOME names a directory to use instead.",
                "path",
                path.toString());
    }
}
