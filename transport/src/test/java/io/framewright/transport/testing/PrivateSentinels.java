package io.framewright.transport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A Redis primary, a replica and three Sentinels of our own, on loopback, that end with {@link #close()} or with this
 * JVM. The Sentinels replace a primary that is silent for a second.
 */
public final class PrivateSentinels implements AutoCloseable {
    private static final String NAME = "tested";
    private static final String PASSWORD = "test-secret";

    private final Path directory;
    private final List<Integer> ports = FreePorts.find(5);
    private final List<Lifeline> processes = new ArrayList<>();

    private PrivateSentinels(Path program, Path directory) throws IOException {
        this.directory = directory;
        start(program, 0, server(""));
        start(program, 1, server("replicaof 127.0.0.1 " + ports.get(0)));
        Awaitility.await("the replica")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(JedisException.class)
                .until(() -> info(ports.get(1)).contains("master_link_status:up"));
        for (int i = 2; i < 5; i++) {
            start(
                    program,
                    i,
                    List.of(
                            "sentinel monitor " + NAME + " 127.0.0.1 " + ports.get(0) + " 2",
                            "sentinel auth-pass " + NAME + " " + PASSWORD,
                            "sentinel down-after-milliseconds " + NAME + " 1000",
                            "sentinel failover-timeout " + NAME + " 5000"));
        }
        Awaitility.await("the Sentinels to know each other and the replica")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(JedisException.class)
                .until(() -> IntStream.range(2, 5).allMatch(this::isReady));
    }

    private static List<String> server(String more) {
        return List.of("requirepass " + PASSWORD, "masterauth " + PASSWORD, "save \"\"", more);
    }

    /** Starts them from the installed {@code redis-server}; empty if there is none. */
    public static Optional<PrivateSentinels> start() {
        String searchPath = System.getenv("PATH");
        return Stream.of(searchPath == null ? new String[0] : searchPath.split(java.io.File.pathSeparator, -1))
                .map(at -> Path.of(at, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(PrivateSentinels::start);
    }

    private static PrivateSentinels start(Path program) {
        try {
            return new PrivateSentinels(program, Files.createTempDirectory("framewright-test-sentinels-"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void start(Path program, int place, List<String> settings) throws IOException {
        Path home = Files.createDirectory(directory.resolve("node-" + place));
        List<String> lines = new ArrayList<>(
                List.of("bind 127.0.0.1", "port " + ports.get(place), "dir " + home, "protected-mode no"));
        lines.addAll(settings);
        Path file = Files.write(home.resolve("redis.conf"), lines);
        List<String> command = new ArrayList<>(List.of(program.toString(), file.toString()));
        if (place >= 2) {
            command.add("--sentinel");
        }
        processes.add(Lifeline.start(command, Map.of(), home, home.resolve("log")));
    }

    private boolean isReady(int place) {
        try (Jedis sentinel = new Jedis("127.0.0.1", ports.get(place))) {
            Map<String, String> master = sentinel.sentinelMasters().get(0);
            return "1".equals(master.get("num-slaves"))
                    && "2".equals(master.get("num-other-sentinels"))
                    && "master".equals(master.get("flags"));
        }
    }

    private static String info(int port) {
        try (Jedis redis = new Jedis("127.0.0.1", port)) {
            redis.auth(PASSWORD);
            return redis.info("replication");
        }
    }

    /** Waits until the replica has all that the primary has. */
    public void awaitReplicated() {
        try (Jedis redis = new Jedis("127.0.0.1", ports.get(0))) {
            redis.auth(PASSWORD);
            Awaitility.await().until(() -> redis.waitReplicas(1, 1_000) == 1);
        }
    }

    /** Ends the first primary with SIGKILL. */
    public void killPrimary() {
        processes.get(0).close();
    }

    /** Whether the replica has become the primary. */
    public boolean hasFailedOver() {
        return info(ports.get(1)).contains("role:master");
    }

    public String uri() {
        return "redis-sentinel://:" + PASSWORD + "@127.0.0.1:" + ports.get(2) + ",127.0.0.1:" + ports.get(3)
                + ",127.0.0.1:" + ports.get(4) + "/" + NAME;
    }

    @Override
    public void close() {
        processes.forEach(Lifeline::close);
        Directories.delete(directory);
    }
}
