package io.framewright.transport.embedded;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds a Redis server program: the one installed, or the one bundled in the embedded-redis jar. */
final class RedisBinary {
    private static final String BUNDLED_VERSION = "7.0.15";

    private RedisBinary() {}

    /** The first {@code redis-server} on the search path. */
    static Optional<Path> installed(@Nullable String searchPath) {
        if (searchPath == null) {
            return Optional.empty();
        }
        return java.util.regex.Pattern.compile(File.pathSeparator, java.util.regex.Pattern.LITERAL)
                .splitAsStream(searchPath)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Copies the bundled program for this machine into a directory. */
    static Path unpackTo(Path directory) throws IOException {
        String name = bundledName();
        try (InputStream bundled = RedisBinary.class.getResourceAsStream("/" + name)) {
            if (bundled == null) {
                throw new IOException("there is no bundled Redis server for this machine (" + name
                        + "), and none is installed: install Redis 6.2 or newer");
            }
            Path program = directory.resolve(name);
            Files.copy(bundled, program, StandardCopyOption.REPLACE_EXISTING);
            return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String bundledName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String os = system.startsWith("mac") ? "darwin" : system.replace(' ', '-');
        String architecture = switch (machine) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "i386", "x86" -> "386";
            default -> machine;
        };
        return "redis-server-" + BUNDLED_VERSION + "-" + os + "-" + architecture;
    }
}
