package io.framewright.manager;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process manager in a process of its own, with a command that ends the process. It dies with who started it. */
final class ManagerHost implements AutoCloseable {
    static final String HALT = "HALT";

    private final Process process;

    private ManagerHost(Process process) {
        this.process = process;
    }

    static ManagerHost start(String amqp, String redis, Path dataRoot, Duration lease) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ManagerHost(new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManagerHost.class.getName(),
                        amqp,
                        redis,
                        dataRoot.toString(),
                        String.valueOf(lease.toMillis()))
                .redirectOutput(dataRoot.resolve("host.log").toFile())
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
            Runtime.getRuntime().halt(1);
            throw new AssertionError("nobody lives on to see this");
        }
    }

    public static void main(String[] arguments) throws IOException {
        Duration lease = Duration.ofMillis(Long.parseLong(arguments[3]));
        RabbitMq rabbitMq = Platform.right(RabbitMq.open(AmqpConfig.of(arguments[0])));
        RedisEvents redis = Platform.right(
                RedisEvents.open(RedisConfig.of(URI.create(arguments[1])).withLease(lease)));
        Ports ports = new Ports(
                rabbitMq.consumer(),
                rabbitMq.publisher(),
                rabbitMq.deadLetters(),
                redis.publisher(),
                redis.subscriber(),
                redis.records(),
                redis.keys(),
                redis.registry(),
                redis.steps());
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
        Platform.right(ProcessManager.start(config, ports, Handlers.with(List.of(new Halt()))));
        while (System.in.read() >= 0) {
            // Only the end of the pipe is of interest.
        }
        Runtime.getRuntime().halt(0);
    }
}
