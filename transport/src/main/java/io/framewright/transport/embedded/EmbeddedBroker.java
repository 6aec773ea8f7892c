package io.framewright.transport.embedded;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * An AMQP 0-9-1 broker (Apache Qpid Broker-J) in this JVM, on a loopback port, its messages in memory: what it holds
 * ends with it. Any AMQP client that knows {@link #uri()} can attach. Thread-safe.
 *
 * <p>It never drops a message: there is no limit to deliveries, so a client that rejects without requeue gets the
 * message again. Dead-lettering is the platform's own (docs/adr/0005).
 *
 * <p>Its threads keep the JVM alive until {@link #close()}.
 *
 * <p>It logs to SLF4J under {@code org.apache.qpid} and {@code qpid.message}; set both to WARN for a quiet log.
 */
public final class EmbeddedBroker implements AutoCloseable {
    private final SystemLauncher launcher;
    private final WorkDirectory directory;
    private final String uri;

    private EmbeddedBroker(SystemLauncher launcher, WorkDirectory directory, String uri) {
        this.launcher = launcher;
        this.directory = directory;
        this.uri = uri;
    }

    /** Starts a broker; {@code BROKER_UNAVAILABLE} if it cannot listen or has nowhere to work. */
    public static Either<Failure, EmbeddedBroker> start(EmbeddedBrokerConfig config) {
        if (config.port() != 0 && isTaken(config.port())) {
            return taken(config.port());
        }
        String user = Secrets.generate(8);
        String password = Secrets.generate(24);
        WorkDirectory directory;
        Path initial;
        try {
            directory = WorkDirectory.create("framewright-broker-");
            initial = Files.writeString(
                    directory.path().resolve("initial.json"), QpidConfiguration.json(config, user, password));
        } catch (IOException noPlace) {
            return unavailable("It has no directory to work in: " + noPlace.getMessage() + ".");
        }
        BoundPort bound = new BoundPort();
        SystemLauncher launcher = new SystemLauncher(bound);
        try {
            launcher.startup(QpidConfiguration.systemAttributes(initial.toUri(), directory.path()));
        } catch (Exception refused) {
            directory.close();
            return unavailable("It did not start: " + refused.getMessage() + ".");
        }
        OptionalInt port = bound.port();
        if (port.isEmpty()) {
            launcher.shutdown();
            directory.close();
            return unavailable(
                    "Port " + config.port() + " of 127.0.0.1 cannot be listened on; give another one, or 0 for any.");
        }
        return Either.right(new EmbeddedBroker(
                launcher, directory, "amqp://" + user + ":" + password + "@127.0.0.1:" + port.getAsInt()));
    }

    /** Where clients attach, with the generated user and password: keep it out of logs. */
    public String uri() {
        return uri;
    }

    /** Where it keeps its temporary files. */
    Path workDirectory() {
        return directory.path();
    }

    /** Stops the broker and deletes what it kept on disk. Idempotent. */
    @Override
    public void close() {
        launcher.shutdown();
        directory.close();
    }

    private static boolean isTaken(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !probe.isBound();
        } catch (IOException inUse) {
            return true;
        }
    }

    private static Either<Failure, EmbeddedBroker> taken(int port) {
        return unavailable(
                "Port " + port + " of 127.0.0.1 cannot be listened on; give another one, or 0 for any that is free.");
    }

    private static Either<Failure, EmbeddedBroker> unavailable(String why) {
        return Either.left(Failure.of(FailureCode.BROKER_UNAVAILABLE, "The embedded AMQP broker is not there. " + why));
    }

    /** Learns which port was given. */
    private static final class BoundPort extends SystemLauncherListener.DefaultSystemLauncherListener {
        private volatile @Nullable SystemConfig<?> system;

        @Override
        public void onContainerResolve(SystemConfig<?> resolved) {
            system = resolved;
        }

        OptionalInt port() {
            SystemConfig<?> started = system;
            if (started != null && started.getContainer() instanceof Broker<?> broker) {
                for (Port<?> port : broker.getPorts()) {
                    if (port.getBoundPort() > 0) {
                        return OptionalInt.of(port.getBoundPort());
                    }
                }
            }
            return OptionalInt.empty();
        }
    }
}
