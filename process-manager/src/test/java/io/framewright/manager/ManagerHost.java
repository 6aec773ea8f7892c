package io.framewright.manager;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeAddress;
import io.framewright.query.source.DataRoots;
import io.framewright.transport.rabbitmq.AmqpConfig;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisConfig;
import io.framewright.transport.redis.RedisEvents;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Handlers;
import io.framewright.worker.Ports;
import io.framewright.worker.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process manager in a process of its own, with a command that ends the process. It dies with who started it. */
final class ManagerHost implements AutoCloseable {
    static final String HALT = "HALT";

    /** A node that dies comes back under its address, which the others take for its end, before they vote it out. */
    private static final Duration NEVER_SPLIT = Duration.ofMinutes(2);

    /** Permits to {@link #HALT} for commands that are {@code gated}; the process that was started has them. */
    private static final Semaphore PERMITS = new Semaphore(0);

    private final Process process;

    private ManagerHost(Process process) {
        this.process = process;
    }

    static ManagerHost start(String amqp, String redis, Path dataRoot, Duration lease) throws IOException {
        return launch(dataRoot, "host.log", amqp, redis, dataRoot.toString(), String.valueOf(lease.toMillis()));
    }

    /** A node that listens on this loopback port and joins the others, or begins a cluster if there are none. */
    static ManagerHost startNode(
            String amqp, String redis, Path dataRoot, Duration lease, int port, Collection<Integer> others)
            throws IOException {
        return launch(
                dataRoot,
                "node-" + port + ".log",
                amqp,
                redis,
                dataRoot.toString(),
                String.valueOf(lease.toMillis()),
                String.valueOf(port),
                others.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    private static ManagerHost launch(Path dataRoot, String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ManagerHost.class.getName()));
        command.addAll(List.of(arguments));
        return new ManagerHost(new ProcessBuilder(command)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(dataRoot.resolve(log).toFile()))
                .redirectErrorStream(true)
                .start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until a command has ended it. */
    void awaitDeath() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the host lives on");
        }
    }

    long pid() {
        return process.pid();
    }

    /** Lets one command that waits for it end the process. */
    void permitHalt() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitDeath();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /** Ends the process in the middle of the command. */
    private static final class Halt implements CommandHandler {
        @Override
        public String commandType() {
            return HALT;
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            if (command.data().path("gated").asBoolean()) {
                PERMITS.acquireUninterruptibly();
            }
            Runtime.getRuntime().halt(1);
            throw new AssertionError("nobody lives on to see this");
        }
    }

    public static void main(String[] arguments) throws IOException {
        Duration lease = Duration.ofMillis(Long.parseLong(arguments[3]));
        RabbitMq rabbitMq = Platform.right(RabbitMq.open(AmqpConfig.of(arguments[0])));
        RedisEvents redis = Platform.right(
                RedisEvents.open(RedisConfig.of(URI.create(arguments[1])).withLease(lease)));
        Ports ports = Ports.of(rabbitMq, redis);
        ProcessManagerConfig defaults = ProcessManagerConfig.defaults(DataRoots.of(List.of(Path.of(arguments[2]))));
        ProcessManagerConfig config = new ProcessManagerConfig(
                defaults.managerId(),
                defaults.host(),
                defaults.worker(),
                defaults.window(),
                lease.dividedBy(4),
                lease,
                defaults.retention(),
                Duration.ofSeconds(10));
        ProcessManagerConfig node = arguments.length < 6
                ? config
                : config.withCluster(ClusterConfig.local(
                                Integer.parseInt(arguments[4]),
                                Stream.of(arguments[5].split(","))
                                        .filter(port -> !port.isEmpty())
                                        .map(port -> new NodeAddress("127.0.0.1", Integer.parseInt(port)))
                                        .toList())
                        .withStableAfter(NEVER_SPLIT));
        Platform.right(ProcessManager.start(node, ports, Handlers.with(List.of(new Halt()))));
        while (System.in.read() >= 0) {
            PERMITS.release();
        }
        Runtime.getRuntime().halt(0);
    }
}
