package io.framewright.manager;

import static org.awaitility.Awaitility.await;

import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeAddress;
import io.framewright.manager.cluster.SplitBrain;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A node on a host of a {@link TestNetwork}, which reaches the servers by sockets in the file system. */
final class PartitionNode implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(4);
    /** As {@code up} ends when it was shut out. */
    static final int SHUT_OUT = 3;

    private static final int PORT = 25520;

    private final Process process;
    private final UUID managerId;

    private PartitionNode(Process process, UUID managerId) {
        this.process = process;
        this.managerId = managerId;
    }

    /** Starts it, and returns when the others have taken it up. The first one begins the cluster. */
    static PartitionNode start(
            TestNetwork network, int host, Path directory, String amqpUri, String redisUri, Path amqp, Path redis)
            throws IOException {
        List<String> command = new ArrayList<>(network.on(host));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                PartitionNode.class.getName(),
                amqpUri,
                redisUri,
                amqp.toString(),
                redis.toString(),
                directory.toString(),
                network.address(host),
                host == 0 ? "" : network.address(0)));
        Path log = directory.resolve("node-" + host + ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        AtomicReference<String> up = new AtomicReference<>();
        await().atMost(Duration.ofSeconds(90))
                .failFast("the node ended; see " + log, () -> !process.isAlive())
                .until(() -> {
                    Files.readAllLines(log).stream()
                            .filter(line -> line.startsWith("up "))
                            .findFirst()
                            .ifPresent(line -> up.set(line.substring(3)));
                    return up.get() != null;
                });
        return new PartitionNode(process, UUID.fromString(up.get()));
    }

    UUID managerId() {
        return managerId;
    }

    /** Its exit code; empty if it runs. */
    Optional<Integer> exit() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(20, TimeUnit.SECONDS);
    }

    public static void main(String[] arguments) throws IOException {
        UnixRelay toBroker = UnixRelay.outOf(Path.of(arguments[2]));
        UnixRelay toRedis = UnixRelay.outOf(Path.of(arguments[3]));
        Path directory = Path.of(arguments[4]);
        RabbitMq rabbitMq = Platform.right(RabbitMq.open(AmqpConfig.of(toBroker.uri(arguments[0]))));
        RedisEvents redis = Platform.right(RedisEvents.open(
                RedisConfig.of(URI.create(toRedis.uri(arguments[1]))).withLease(LEASE)));
        Ports ports = Ports.of(rabbitMq, redis);
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.none());
        ClusterConfig cluster = new ClusterConfig(
                new NodeAddress(arguments[5], PORT),
                arguments[6].isEmpty() ? List.of() : List.of(new NodeAddress(arguments[6], PORT)),
                Set.of(),
                Optional.of(TestKeys.of(directory.resolve("nodes.p12"))),
                SplitBrain.KEEP_MAJORITY,
                Duration.ofSeconds(3),
                Duration.ofSeconds(60));
        ProcessManagerConfig config = new ProcessManagerConfig(
                        defaults.managerId(),
                        arguments[5],
                        defaults.worker(),
                        defaults.window(),
                        Duration.ofMillis(500),
                        LEASE,
                        defaults.retention(),
                        Duration.ofSeconds(10))
                .withCluster(cluster);
        ProcessManager manager = Platform.right(ProcessManager.start(config, ports, Handlers.with(List.of())));
        manager.ended().thenAccept(shutOut -> Runtime.getRuntime().halt(shutOut ? SHUT_OUT : 0));
        System.out.println("up " + config.managerId());
        while (System.in.read() >= 0) {
            // Until whoever started it is gone.
        }
        Runtime.getRuntime().halt(0);
    }
}
