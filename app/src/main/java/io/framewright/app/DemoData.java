package io.framewright.app;

import static io.framewright.client.query.Expressions.column;

import io.framewright.app.config.Settings;
import io.framewright.client.query.Condition;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory for one run of the demo, with a copy of the data in it, so that nothing of the user's is touched. */
final class DemoData implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);
    private static final String FLIGHTS = "flights.csv";
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N} ._-]{0,99}");

    private final Path directory;
    private final String fileName;
    private final boolean flights;

    private DemoData(Path directory, Optional<Path> csv) {
        this.directory = directory;
        this.fileName = csv.map(DemoData::nameFor).orElse(FLIGHTS);
        this.flights = csv.isEmpty();
    }

    /** Copies the user's file, or the flights; left {@code USAGE} if there is no such file. */
    static Either<Failure, DemoData> prepare(Optional<Path> csv) {
        if (csv.isPresent() && !(Files.isRegularFile(csv.get()) && Files.isReadable(csv.get()))) {
            return Either.left(Failure.of(
                    Settings.USAGE,
                    "There is no file " + csv.get() + " that can be read; --csv takes the name of a CSV file.",
                    Map.of("path", csv.get().toString())));
        }
        try {
            DemoData data =
                    new DemoData(Files.createTempDirectory("framewright-demo-").toRealPath(), csv);
            Files.createDirectory(data.root());
            Path copy = data.root().resolve(data.fileName);
            if (csv.isPresent()) {
                Files.copy(csv.get(), copy);
            } else {
                copyFlights(copy);
            }
            return Either.right(data);
        } catch (IOException noPlace) {
            return Either.left(Failure.of(
                    FailureCode.FILE_UNUSABLE,
                    "The data cannot be copied to a temporary directory: " + noPlace.getMessage() + "."));
        }
    }

    /** What workers may read and write. */
    Path root() {
        return directory.resolve("data");
    }

    /** Of the copy, relative to the root. */
    String fileName() {
        return fileName;
    }

    /** What to group and average, where that is known; otherwise the demo looks for it. */
    Optional<DemoColumns> columns() {
        return flights ? Optional.of(new DemoColumns(Optional.of("origin"), Optional.of("delay"))) : Optional.empty();
    }

    /** Which rows to leave out beside those without a number. */
    Optional<Condition> condition() {
        return flights ? Optional.of(column("distance").ge(500)) : Optional.empty();
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failed)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException stays) {
            LOG.warn("Could not delete {}", directory, stays);
        }
    }

    private static void copyFlights(Path copy) throws IOException {
        try (InputStream flights = DemoData.class.getResourceAsStream(FLIGHTS)) {
            if (flights == null) {
                throw new IllegalStateException("this build lacks " + FLIGHTS);
            }
            Files.copy(flights, copy);
        }
    }

    /** Its own name in what the demo shows, unless that is too odd to be a name in a command. */
    private static String nameFor(Path csv) {
        String name = String.valueOf(csv.getFileName());
        return PLAIN_NAME.matcher(name).matches() ? name : "data.csv";
    }
}
