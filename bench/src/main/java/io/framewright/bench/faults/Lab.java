package io.framewright.bench.faults;

import io.framewright.event.Event;
import io.framewright.serialize.EventCodec;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Servers, hosts and files of one run, and the harness's own connections to the servers. */
final class Lab implements AutoCloseable {
    static final Duration LEASE = Duration.ofMillis(1_500);

    static final int BLAMELESS = 1_000;

    private static final Duration LONG = Duration.ofMinutes(30);

    private final Path directory;
    private final Servers servers;
    private final HostConfig config;
    private final Fleet fleet;
    private final RabbitMq broker;
    private final RedisEvents redis;

    /** @param hosts how many there are */
    Lab(Fsync fsync, int hosts) {
        this(fsync, hosts, false, BLAMELESS, LONG);
    }

    /**
     * @param keepOne whether one of the hosts is never killed
     * @param crashLimit after which a command is poison
     * @param eventAge how long events are kept
     */
    Lab(Fsync fsync, int hosts, boolean keepOne, int crashLimit, Duration eventAge) {
        try {
            directory = Files.createTempDirectory("framewright-faults-");
            Path dataRoot = Files.createDirectory(directory.resolve("data"));
            for (int file = 0; file < CommandScript.FILES; file++) {
                Files.writeString(dataRoot.resolve(file + ".csv"), csv(CommandScript.rowsOf(file)));
            }
            servers = new Servers(fsync);
            config = new HostConfig(
                    servers.amqp(),
                    servers.redis(),
                    dataRoot,
                    Files.createDirectory(directory.resolve("snapshots")),
                    LEASE,
                    crashLimit,
                    eventAge);
            broker = Expect.right(RabbitMq.open(AmqpConfig.of(servers.amqp())));
            redis = Expect.right(RedisEvents.open(RedisConfig.of(URI.create(servers.redis()))));
            fleet = new Fleet(config, hosts, keepOne, directory.resolve("hosts.log"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String csv(int rows) {
        StringBuilder text = new StringBuilder("id,k,v,n\n");
        for (int row = 0; row < rows; row++) {
            text.append(row)
                    .append(",k")
                    .append(row % 7)
                    .append(',')
                    .append(row * 37 % 100)
                    .append(",0\n");
        }
        return text.toString();
    }

    /** A caller of a worker. */
    Caller caller(UUID worker) {
        return new Caller(DestinationNames.workQueue(worker), DestinationNames.workerEvents(worker), broker, redis);
    }

    /** A caller of the managers. */
    Caller managers() {
        return new Caller(DestinationNames.PROCESS_MANAGER_QUEUE, DestinationNames.managerEvents(), broker, redis);
    }

    Servers servers() {
        return servers;
    }

    Fleet fleet() {
        return fleet;
    }

    RabbitMq broker() {
        return broker;
    }

    RedisEvents redis() {
        return redis;
    }

    Path dataRoot() {
        return config.dataRoot();
    }

    Path snapshots() {
        return config.snapshots();
    }

    /** What the hosts have to say, and what is kept of a failed round. */
    Path directory() {
        return directory;
    }

    /** Keeps the stream of a worker for whoever looks into what went wrong. */
    void keep(UUID worker, List<Event> events) {
        try {
            Files.write(
                    directory.resolve(worker + ".ndjson"),
                    events.stream()
                            .map(event -> new String(EventCodec.write(event), StandardCharsets.UTF_8))
                            .toList());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        fleet.close();
        broker.close();
        redis.close();
        servers.close();
    }

    /** Forgets all of it; after {@link #close}, if nobody has to look into it. */
    void clean() {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException stays) {
            throw new UncheckedIOException("could not delete " + directory, stays);
        }
    }
}
