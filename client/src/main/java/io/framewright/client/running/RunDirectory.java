package io.framewright.client.running;

import com.fasterxml.jackson.core.JacksonException;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import java.io.IOException;
import java.net.URI;
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
 * user can read them. Thread-safe.
 *
 * <pre>{@code
 * RunDirectory.of(System.getenv(), java.nio.file.Path.of(System.getProperty("user.home"))).sweep()
 *         .peek(running -> running.forEach(up -> System.out.println(up.pid())));
 * }</pre>
 */
public final class RunDirectory {
    private static final String SUFFIX = ".json";
    private static final String STARTING = ".starting";

    private static final URI NOWHERE = URI.create("about:blank");

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

    /** Says that the platform of this process is about to run, so that who looks for it waits. */
    public Either<Failure, Path> announce() {
        RunFile soon = RunFile.ofThisProcess(NOWHERE, NOWHERE);
        return write(soon, directory.resolve(soon.pid() + STARTING));
    }

    /** Writes the file of a platform, whole or not at all; left {@code FILE_UNUSABLE}. */
    public Either<Failure, Path> write(RunFile run) {
        return write(run, directory.resolve(run.pid() + SUFFIX))
                .flatMap(written -> remove(run.pid(), STARTING).map(removed -> written));
    }

    private Either<Failure, Path> write(RunFile run, Path file) {
        try {
            Files.createDirectories(directory, permissions("rwx------"));
            Path aside = Files.createTempFile(directory, ".", ".new", permissions("rw-------"));
            Files.write(aside, Json.mapper().writeValueAsBytes(run.toJson()));
            return Either.right(Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException | UnsupportedOperationException unusable) {
            return Either.left(unusable(file, unusable));
        }
    }

    /** Removes what there is of a platform; true if it ran. */
    public Either<Failure, Boolean> remove(long pid) {
        return remove(pid, STARTING).flatMap(started -> remove(pid, SUFFIX));
    }

    private Either<Failure, Boolean> remove(long pid, String suffix) {
        Path file = directory.resolve(pid + suffix);
        try {
            return Either.right(Files.deleteIfExists(file));
        } catch (IOException unusable) {
            return Either.left(unusable(file, unusable));
        }
    }

    /** The platforms that run, the newest first. Files of processes that are gone are removed on the way. */
    public Either<Failure, List<RunFile>> sweep() {
        return sweep(SUFFIX);
    }

    /** The processes in which a platform is about to run, swept likewise. */
    public Either<Failure, List<Long>> starting() {
        return sweep(STARTING).map(runs -> runs.stream().map(RunFile::pid).toList());
    }

    private Either<Failure, List<RunFile>> sweep(String suffix) {
        List<RunFile> running = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[0-9]*" + suffix)) {
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
