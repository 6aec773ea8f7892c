package io.framewright.app.config;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Values as the user wrote them, each with where it came from, so that a complaint can name the place. A later layer
 * hides an earlier one key by key: file, environment, flags. Immutable.
 */
public final class Settings {
    /** The code of failures that are the caller's to mend on the command line. */
    public static final String USAGE = "USAGE";

    private static final Pattern LIST = Pattern.compile(Pattern.quote(File.pathSeparator));

    /** URLs of databases have colons in them, but no blanks. */
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

    private final Map<Key, Setting> settings;

    private Settings(Map<Key, Setting> settings) {
        this.settings = settings;
    }

    /**
     * One value, or several where the key takes a list.
     *
     * @param origin for a person, e.g. {@code the variable FRAMEWRIGHT_AMQP}
     */
    record Setting(List<String> values, String origin) {
        String value() {
            return values.get(values.size() - 1);
        }
    }

    /**
     * Reads all layers.
     *
     * @param file a Java properties file in UTF-8; directories are separated as paths are on this system, databases and
     *     what may be pushed to by blanks, nodes and labels by commas
     * @param environment empty variables count as not given
     * @param flags by key, as given; empty lists count as not given
     * @return left {@code USAGE} if the file cannot be read or has a key that nobody knows
     */
    public static Either<Failure, Settings> read(
            Optional<Path> file, Map<String, String> environment, Map<Key, List<String>> flags) {
        return file.map(Settings::readFile)
                .orElseGet(() -> Either.right(new EnumMap<>(Key.class)))
                .map(settings -> {
                    for (Key key : Key.values()) {
                        String value = environment.getOrDefault(key.inEnvironment(), "");
                        if (!value.isBlank()) {
                            settings.put(key, new Setting(split(key, value), "the variable " + key.inEnvironment()));
                        }
                        List<String> given = flags.getOrDefault(key, List.of());
                        if (!given.isEmpty()) {
                            settings.put(key, new Setting(List.copyOf(given), "the flag " + key.asFlag()));
                        }
                    }
                    return new Settings(settings);
                });
    }

    Optional<Setting> get(Key key) {
        return Optional.ofNullable(settings.get(key));
    }

    private static Either<Failure, Map<Key, Setting>> readFile(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Either.left(Failure.of(
                    USAGE,
                    "The configuration file " + file + " cannot be read as a properties file in UTF-8 ("
                            + unreadable.getClass().getSimpleName() + ").",
                    Map.of("file", file.toString())));
        }
        Map<Key, Setting> settings = new EnumMap<>(Key.class);
        for (String name : properties.stringPropertyNames()) {
            Optional<Key> key = Key.ofFile(name);
            if (key.isEmpty()) {
                return Either.left(Failure.of(
                        USAGE,
                        "The configuration file " + file + " has the key " + name + ", which nobody knows. Known keys: "
                                + Key.allInFile() + ".",
                        Map.of("key", name)));
            }
            String value = properties.getProperty(name);
            if (!value.isBlank()) {
                settings.put(key.get(), new Setting(split(key.get(), value), "the key " + name + " of " + file));
            }
        }
        return Either.right(settings);
    }

    private static List<String> split(Key key, String value) {
        return switch (key) {
            case DATA_ROOT ->
                LIST.splitAsStream(value).filter(part -> !part.isBlank()).toList();
            case DATABASE, PUSH_ALLOW ->
                BLANKS.splitAsStream(value).filter(part -> !part.isBlank()).toList();
            case JOIN, LABEL ->
                COMMAS.splitAsStream(value.strip())
                        .filter(part -> !part.isBlank())
                        .toList();
            default -> List.of(value.strip());
        };
    }
}
