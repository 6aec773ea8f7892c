package io.framewright.transport.testing;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A RabbitMQ node of our own, from the installed program: node name, ports, port mapper, cookie, data and logs are all
 * its own, everything listens on loopback only, and all of it ends with {@link #close()} or with this JVM.
 */
public final class PrivateRabbitMq implements KillableServer {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server"),
            Path.of("/usr/local/sbin/rabbitmq-server"),
            Path.of("/opt/homebrew/sbin/rabbitmq-server"),
            Path.of("/usr/local/opt/rabbitmq/sbin/rabbitmq-server"),
            Path.of("/opt/rabbitmq/sbin/rabbitmq-server"));

    private final Path script;
    private final Path directory;
    private final int port;
    private final int distributionPort;
    private final int mapperPort;
    private final String password = "test-" + Long.toHexString(System.nanoTime());
    private final Lifeline mapper;
    private Lifeline node;

    private PrivateRabbitMq(Path script, Path directory, String advanced) throws IOException {
        this.script = script;
        this.directory = directory;
        List<Integer> ports = FreePorts.find(3);
        port = ports.get(0);
        distributionPort = ports.get(1);
        mapperPort = ports.get(2);
        Files.writeString(
                directory.resolve("rabbitmq.conf"),
                String.join(
                        "\n",
                        "listeners.tcp.1 = 127.0.0.1:" + port,
                        "default_user = test",
                        "default_pass = " + password,
                        "log.console = false",
                        "log.file.level = warning",
                        "vm_memory_high_watermark.relative = 0.6",
                        "disk_free_limit.absolute = 50MB",
                        "channel_max = 2047",
                        ""));
        Files.writeString(directory.resolve("enabled_plugins"), "[].\n");
        Files.writeString(directory.resolve("empty.conf"), "");
        if (!advanced.isEmpty()) {
            Files.writeString(directory.resolve("advanced.config"), advanced);
        }
        mapper = Lifeline.start(
                List.of("epmd", "-port", Integer.toString(mapperPort), "-address", "127.0.0.1"),
                Map.of(),
                directory,
                directory.resolve("epmd.log"));
        try {
            node = startNode();
        } catch (IOException | RuntimeException failed) {
            mapper.close();
            throw failed;
        }
    }

    /**
     * The start script of an installed RabbitMQ. Debian's {@code /usr/sbin/rabbitmq-server} is passed over: it changes
     * user, which neither works everywhere nor is wanted.
     */
    public static Optional<Path> installed() {
        String searchPath = System.getenv("PATH");
        Stream<Path> onPath = searchPath == null
                ? Stream.of()
                : java.util.regex.Pattern.compile(":")
                        .splitAsStream(searchPath)
                        .map(at -> Path.of(at, "rabbitmq-server"));
        return Stream.concat(PLACES.stream(), onPath)
                .filter(Files::isExecutable)
                .filter(candidate -> !isUserSwitchingWrapper(candidate))
                .findFirst();
    }

    private static boolean isUserSwitchingWrapper(Path candidate) {
        try {
            return Files.readString(candidate).contains("Only root or rabbitmq should run");
        } catch (IOException unreadable) {
            return true;
        }
    }

    /** Starts a node and waits until it takes connections. */
    public static PrivateRabbitMq start() {
        return start("");
    }

    /** Starts a node with this {@code advanced.config}, Erlang terms. */
    public static PrivateRabbitMq start(String advanced) {
        Path script = installed().orElseThrow(() -> new IllegalStateException("RabbitMQ is not installed"));
        try {
            return new PrivateRabbitMq(script, Files.createTempDirectory("framewright-test-rabbitmq-"), advanced);
        } catch (IOException failed) {
            throw new UncheckedIOException("RabbitMQ did not start", failed);
        }
    }

    private Lifeline startNode() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", directory.toString());
        environment.put("RABBITMQ_NODENAME", "framewright" + port + "@localhost");
        environment.put(
                "RABBITMQ_CONF_ENV_FILE", directory.resolve("empty.conf").toString());
        environment.put(
                "RABBITMQ_CONFIG_FILE", directory.resolve("rabbitmq.conf").toString());
        environment.put(
                "RABBITMQ_ADVANCED_CONFIG_FILE",
                directory.resolve("advanced.config").toString());
        environment.put(
                "RABBITMQ_ENABLED_PLUGINS_FILE",
                directory.resolve("enabled_plugins").toString());
        environment.put("RABBITMQ_MNESIA_BASE", directory.resolve("mnesia").toString());
        environment.put("RABBITMQ_LOG_BASE", directory.resolve("log").toString());
        environment.put("RABBITMQ_PID_FILE", directory.resolve("node.pid").toString());
        environment.put("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_NODE_PORT", Integer.toString(port));
        environment.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
        environment.put("ERL_EPMD_PORT", Integer.toString(mapperPort));
        environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
        environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput -kernel inet_dist_use_interface {127,0,0,1}");
        // With this the script becomes the node instead of waiting for it: its process is the one to kill.
        environment.put("RABBITMQ_ALLOW_INPUT", "true");
        Path log = directory.resolve("node.log");
        Lifeline started = Lifeline.start(List.of(script.toString()), environment, directory, log);
        try {
            Awaitility.await("RabbitMQ to answer")
                    .atMost(60, TimeUnit.SECONDS)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .failFast(
                            "RabbitMQ ended: see " + log, () -> !started.child().isAlive())
                    .until(this::answers);
        } catch (RuntimeException failed) {
            started.close();
            throw new IllegalStateException("RabbitMQ did not start: " + Files.readString(log), failed);
        }
        return started;
    }

    private boolean answers() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(uri());
        factory.setConnectionTimeout(5000);
        try {
            factory.newConnection().close();
            return true;
        } catch (IOException | TimeoutException notYet) {
            return false;
        }
    }

    /** Where clients attach; stays the same over a restart. */
    public String uri() {
        return "amqp://test:" + password + "@127.0.0.1:" + port;
    }

    /**
     * Lets it wait for an acknowledgement from now on, and returns when it has ended the channel for that: whoever else
     * has let it wait all the time has seen the same.
     *
     * @param meanwhile called again and again
     */
    public void loseItsPatience(Runnable meanwhile) {
        ConnectionFactory factory = new ConnectionFactory();
        CountDownLatch ended = new CountDownLatch(1);
        try {
            factory.setUri(uri());
            factory.setAutomaticRecoveryEnabled(false);
            try (Connection connection = factory.newConnection()) {
                Channel channel = connection.createChannel();
                String queue = channel.queueDeclare().getQueue();
                channel.basicPublish("", queue, null, new byte[] {1});
                channel.addShutdownListener(cause -> ended.countDown());
                channel.basicConsume(queue, false, (tag, delivery) -> {}, tag -> {});
                while (!ended.await(50, TimeUnit.MILLISECONDS)) {
                    meanwhile.run();
                }
            }
        } catch (Exception failed) {
            throw new IllegalStateException("RabbitMQ does not answer", failed);
        }
    }

    /** What it has logged so far: warnings and worse. */
    public String log() {
        try (Stream<Path> files = Files.list(directory.resolve("log"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
            return all.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public long pid() {
        return node.child().pid();
    }

    @Override
    public void awaitOnDisk(String queue) {
        Awaitility.await(queue + " on the disk")
                .atMost(10, TimeUnit.SECONDS)
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> isOnDisk(queue));
    }

    /**
     * Names and atoms stand as they are in the log. First comes the transaction that holds the name, written at once,
     * then that it is committed, written when the cache of the log is; before that a restart presumes that it was
     * aborted.
     */
    private boolean isOnDisk(String queue) throws IOException {
        Path log = directory
                .resolve("mnesia")
                .resolve("framewright" + port + "@localhost")
                .resolve("LATEST.LOG");
        try {
            String text = Files.readString(log, StandardCharsets.ISO_8859_1);
            int name = text.lastIndexOf(queue);
            return name >= 0 && text.indexOf("committed", name) >= 0;
        } catch (NoSuchFileException replaced) {
            return false;
        }
    }

    @Override
    public void kill() {
        node.close();
    }

    @Override
    public void restart() {
        node.close();
        try {
            node = startNode();
        } catch (IOException failed) {
            throw new UncheckedIOException("RabbitMQ did not start again", failed);
        }
    }

    @Override
    public void close() {
        node.close();
        mapper.close();
        Directories.delete(directory);
    }
}
