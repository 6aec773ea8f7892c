package io.framewright.app.config;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.source.Databases;
import io.framewright.transport.RedactedUri;
import io.framewright.transport.rabbitmq.QueueType;
import io.framewright.worker.snapshot.SnapshotPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a platform runs with. Immutable and valid.
 *
 * @param amqp the broker to use; empty for the embedded one
 * @param redis the Redis to use; empty for the embedded one
 * @param amqpPort of the embedded broker; 0 for any that is free
 * @param redisPort of the embedded Redis; 0 for any that is free
 * @param dataRoots real paths of the directories below which workers may read and write; empty for none
 * @param databases which workers may read and write
 * @param snapshots where and when frames are kept
 * @param queueType which kind of queues are made
 * @param ackWithin how long a message may be held before it is settled or given back
 * @param memory bytes that the frames of all workers may take; empty for three quarters of the heap
 * @param workerMemory bytes that the frames of one worker may take; empty for as much as all
 * @param limits of workers
 */
public record PlatformConfig(
        Optional<URI> amqp,
        Optional<URI> redis,
        int amqpPort,
        int redisPort,
        List<Path> dataRoots,
        Databases databases,
        SnapshotConfig snapshots,
        QueueType queueType,
        Duration ackWithin,
        OptionalLong memory,
        OptionalLong workerMemory,
        WorkerLimits limits) {
    private static final Duration ACK_WITHIN = Duration.ofMinutes(10);

    public PlatformConfig {
        dataRoots = List.copyOf(dataRoots);
    }

    /** Everything embedded, on free ports. */
    public static PlatformConfig embedded(List<Path> dataRoots) {
        return new PlatformConfig(
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                dataRoots,
                Databases.none(),
                SnapshotConfig.defaults(),
                QueueType.CLASSIC,
                ACK_WITHIN,
                OptionalLong.empty(),
                OptionalLong.empty(),
                WorkerLimits.DEFAULT);
    }

    /** Validates; left {@code USAGE} names every key that is wrong, where it came from and what would be right. */
    public static Either<Failure, PlatformConfig> of(Settings settings) {
        Reading reading = new Reading(settings);
        PlatformConfig config = new PlatformConfig(
                reading.url(Key.AMQP, Set.of("amqp", "amqps"), "amqp://user:password@host:5672"),
                reading.url(Key.REDIS, Set.of("redis", "rediss", "redis-sentinel"), "redis://host:6379"),
                reading.port(Key.AMQP_PORT),
                reading.port(Key.REDIS_PORT),
                reading.directories(Key.DATA_ROOT),
                reading.databases(Key.DATABASE),
                reading.snapshots(),
                reading.queueType(Key.QUEUE_TYPE),
                reading.seconds(Key.ACK_WITHIN, ACK_WITHIN),
                reading.bytes(Key.MEMORY),
                reading.bytes(Key.WORKER_MEMORY),
                WorkerLimits.read(settings, reading.problems));
        reading.excludes(Key.AMQP_PORT, Key.AMQP);
        reading.excludes(Key.REDIS_PORT, Key.REDIS);
        reading.needsAServer(config);
        return reading.problems.isEmpty()
                ? Either.right(config)
                : Either.left(Failure.of(
                        Settings.USAGE,
                        String.join(System.lineSeparator(), reading.problems),
                        Map.of("problems", reading.problems)));
    }

    /** One line without passwords. */
    public String redacted() {
        return "amqp=" + amqp.map(uri -> RedactedUri.of(uri.toString())).orElse("embedded, port " + port(amqpPort))
                + "; redis="
                + redis.map(uri -> RedactedUri.of(uri.toString())).orElse("embedded, port " + port(redisPort))
                + "; data-root="
                + (dataRoots.isEmpty() ? "none" : dataRoots)
                + "; database="
                + (databases.names().isEmpty() ? "none" : databases)
                + "; snapshots="
                + snapshots
                + "; queue-type="
                + queueType.name().toLowerCase(Locale.ROOT)
                + "; ack-within="
                + ackWithin.toSeconds()
                + "; memory="
                + bytes(memory)
                + "; worker-memory="
                + bytes(workerMemory)
                + "; "
                + limits;
    }

    private static String bytes(OptionalLong bytes) {
        return bytes.isPresent() ? String.valueOf(bytes.getAsLong()) : "by the heap";
    }

    private static String port(int port) {
        return port == 0 ? "any" : String.valueOf(port);
    }

    /** One reading: goes through all keys and collects what is wrong. */
    private static final class Reading {
        private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kKmMgG]?)");

        private final Settings settings;
        private final List<String> problems = new ArrayList<>();

        Reading(Settings settings) {
            this.settings = settings;
        }

        Optional<URI> url(Key key, Set<String> schemes, String example) {
            return settings.get(key).flatMap(setting -> {
                Optional<URI> uri = Urls.read(setting.value(), schemes);
                if (uri.isEmpty()) {
                    // Not echoed: it may hold a password.
                    problems.add(key.inFile() + " (" + setting.origin() + ") must be a URL such as " + example + ".");
                }
                return uri;
            });
        }

        int port(Key key) {
            return settings.get(key)
                    .map(setting -> {
                        try {
                            int port = Integer.parseInt(setting.value());
                            if (port >= 0 && port <= 65535) {
                                return port;
                            }
                        } catch (NumberFormatException notANumber) {
                            // Said below, together with numbers out of range.
                        }
                        problems.add(key.inFile() + " (" + setting.origin()
                                + ") must be a port from 0 to 65535, 0 for any that is free; it is " + setting.value()
                                + ".");
                        return 0;
                    })
                    .orElse(0);
        }

        List<Path> directories(Key key) {
            List<Path> directories = new ArrayList<>();
            settings.get(key).ifPresent(setting -> {
                for (String value : setting.values()) {
                    try {
                        Path path = Path.of(value).toRealPath();
                        if (Files.isDirectory(path) && Files.isReadable(path)) {
                            directories.add(path);
                            continue;
                        }
                    } catch (IOException | InvalidPathException missing) {
                        // Said below, together with files that are no directories.
                    }
                    problems.add(key.inFile() + " (" + setting.origin()
                            + ") must be a directory that exists and can be read; it is " + value + ".");
                }
            });
            return directories;
        }

        Databases databases(Key key) {
            Map<String, String> urls = new LinkedHashMap<>();
            settings.get(key).ifPresent(setting -> {
                for (String value : setting.values()) {
                    int end = value.indexOf('=');
                    String name = end < 0 ? "" : value.substring(0, end);
                    boolean usable =
                            Databases.NAME.matcher(name).matches() && Databases.isUrl(value.substring(end + 1));
                    if (!usable || urls.putIfAbsent(name, value.substring(end + 1)) != null) {
                        // Not echoed: it may hold a password.
                        problems.add(key.inFile() + " (" + setting.origin() + ") must be a name of its own and a JDBC"
                                + " URL such as sales=jdbc:postgresql://host/sales.");
                    }
                }
            });
            return Databases.of(urls);
        }

        SnapshotConfig snapshots() {
            SnapshotPolicy defaults = SnapshotPolicy.defaults();
            SnapshotPolicy policy = new SnapshotPolicy(
                    Math.toIntExact(number(Key.SNAPSHOT_EVERY, defaults.steps(), Integer.MAX_VALUE, "changes")),
                    number(Key.SNAPSHOT_BYTES, defaults.bytes(), Long.MAX_VALUE, "bytes"),
                    Duration.ofSeconds(
                            number(Key.SNAPSHOT_AFTER, defaults.after().toSeconds(), Integer.MAX_VALUE, "seconds")),
                    Math.toIntExact(number(Key.SNAPSHOTS_KEPT, defaults.keep(), 1_000, "snapshots")));
            Optional<Settings.Setting> place = settings.get(Key.SNAPSHOTS);
            boolean off = place.filter(setting -> setting.value().equals(SnapshotConfig.NONE))
                    .isPresent();
            return new SnapshotConfig(off ? Optional.empty() : place.flatMap(this::path), off, policy);
        }

        /** It is made where it is not there yet. */
        private Optional<Path> path(Settings.Setting setting) {
            try {
                return Optional.of(Path.of(setting.value()).toAbsolutePath());
            } catch (InvalidPathException wrong) {
                problems.add(Key.SNAPSHOTS.inFile() + " (" + setting.origin()
                        + ") must be a directory, or none for no snapshots; it is " + setting.value() + ".");
                return Optional.empty();
            }
        }

        private long number(Key key, long otherwise, long atMost, String what) {
            return settings.get(key)
                    .map(setting -> {
                        try {
                            long number = Long.parseLong(setting.value());
                            if (number >= 1 && number <= atMost) {
                                return number;
                            }
                        } catch (NumberFormatException notANumber) {
                            // Said below, together with numbers out of range.
                        }
                        problems.add(key.inFile() + " (" + setting.origin() + ") must be a number of " + what
                                + " from 1 to " + atMost + "; it is " + setting.value() + ".");
                        return otherwise;
                    })
                    .orElse(otherwise);
        }

        QueueType queueType(Key key) {
            return settings.get(key)
                    .map(setting -> {
                        for (QueueType type : QueueType.values()) {
                            if (type.name().equalsIgnoreCase(setting.value())) {
                                return type;
                            }
                        }
                        problems.add(key.inFile() + " (" + setting.origin() + ") must be classic or quorum; it is "
                                + setting.value() + ".");
                        return QueueType.CLASSIC;
                    })
                    .orElse(QueueType.CLASSIC);
        }

        Duration seconds(Key key, Duration unlessGiven) {
            return settings.get(key)
                    .map(setting -> {
                        try {
                            int seconds = Integer.parseInt(setting.value());
                            if (seconds >= 1) {
                                return Duration.ofSeconds(seconds);
                            }
                        } catch (NumberFormatException notANumber) {
                            // Said below, together with numbers out of range.
                        }
                        problems.add(key.inFile() + " (" + setting.origin()
                                + ") must be a whole number of seconds, at least 1; it is " + setting.value() + ".");
                        return unlessGiven;
                    })
                    .orElse(unlessGiven);
        }

        OptionalLong bytes(Key key) {
            Optional<Settings.Setting> given = settings.get(key);
            if (given.isEmpty()) {
                return OptionalLong.empty();
            }
            Matcher size = SIZE.matcher(given.get().value());
            if (size.matches()) {
                int shift = switch (size.group(2).toLowerCase(Locale.ROOT)) {
                    case "k" -> 10;
                    case "m" -> 20;
                    case "g" -> 30;
                    default -> 0;
                };
                long bytes = Long.parseLong(size.group(1)) << shift;
                if (bytes >= 1) {
                    return OptionalLong.of(bytes);
                }
            }
            problems.add(key.inFile() + " (" + given.get().origin() + ") must be a size such as 512m or 4g; it is "
                    + given.get().value() + ".");
            return OptionalLong.empty();
        }

        void needsAServer(PlatformConfig config) {
            if (config.queueType() == QueueType.QUORUM && settings.get(Key.AMQP).isEmpty()) {
                problems.add(Key.QUEUE_TYPE.inFile() + " is quorum, which the embedded broker has not; name a RabbitMQ"
                        + " with " + Key.AMQP.inFile() + ".");
            }
        }

        void excludes(Key port, Key url) {
            settings.get(port).ifPresent(setting -> {
                if (settings.get(url).isPresent()) {
                    problems.add(port.inFile() + " (" + setting.origin() + ") is for the embedded server only; "
                            + url.inFile() + " is given, so leave it out.");
                }
            });
        }
    }
}
