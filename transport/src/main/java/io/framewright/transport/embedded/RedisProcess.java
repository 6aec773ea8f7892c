package io.framewright.transport.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** One run of a Redis server. */
final class RedisProcess implements AutoCloseable {
    /** The server could not listen on the port. */
    static final class PortTakenException extends IOException {
        private static final long serialVersionUID = 1L;

        PortTakenException(int port) {
            super("port " + port + " of 127.0.0.1 is taken");
        }
    }

    private static final long POLL_MILLIS = 10;
    private static final long GRACE_SECONDS = 5;

    private final Process process;
    private final String uri;

    private RedisProcess(Process process, String uri) {
        this.process = process;
        this.uri = uri;
    }

    static RedisProcess start(EmbeddedRedisConfig config, Path program, Path directory)
            throws IOException, InterruptedException {
        int port = config.port() == 0 ? freePort() : config.port();
        String given = config.password();
        String password = given == null ? Secrets.generate(24) : given;
        Path dataDirectory = config.dataDirectory();
        Path data = dataDirectory == null ? directory : dataDirectory;
        Path log = directory.resolve("redis.log");
        if (dataDirectory != null) {
            AppendOnlyFile.mend(program, dataDirectory, directory, config.startTimeout());
        }
        Process process = new ProcessBuilder(program.toString(), "-")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RedisProcess server = new RedisProcess(process, "redis://:" + password + "@127.0.0.1:" + port);
        try (OutputStream in = process.getOutputStream()) {
            in.write(configuration(port, password, data, config).getBytes(StandardCharsets.UTF_8));
        } catch (IOException endedAtOnce) {
            server.close();
            throw new IOException("it ended at once: " + reason(log), endedAtOnce);
        }
        try {
            server.awaitAnswer(config, port, password, log);
        } catch (IOException | InterruptedException failed) {
            server.close();
            throw failed;
        }
        return server;
    }

    private static String configuration(int port, String password, Path data, EmbeddedRedisConfig config) {
        return String.join(
                "\n",
                "bind 127.0.0.1",
                "protected-mode yes",
                "port " + port,
                "requirepass " + password,
                "daemonize no",
                "loglevel warning",
                "logfile \"\"",
                "dir \"" + data + "\"",
                "save \"\"",
                "appendonly " + (config.dataDirectory() != null ? "yes" : "no"),
                "appendfsync " + config.fsync().name().toLowerCase(Locale.ROOT),
                "");
    }

    private void awaitAnswer(EmbeddedRedisConfig config, int port, String password, Path log)
            throws IOException, InterruptedException {
        DefaultJedisClientConfig client = DefaultJedisClientConfig.builder()
                .password(password)
                .timeoutMillis(1000)
                .serverDefaultProtocol()
                .build();
        long deadline = System.nanoTime() + config.startTimeout().toNanos();
        while (!answers(port, client)) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                String reason = reason(log);
                if (reason.contains("bind") || reason.contains("Address already in use")) {
                    throw new PortTakenException(port);
                }
                throw new IOException("it ended with exit code " + process.exitValue() + ": " + reason);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("it did not answer within " + config.startTimeout());
            }
        }
        if (!process.isAlive()) {
            // Whoever answered, it was not ours.
            throw new PortTakenException(port);
        }
    }

    private static boolean answers(int port, DefaultJedisClientConfig client) {
        try (Jedis jedis = new Jedis("127.0.0.1", port, client)) {
            return "PONG".equals(jedis.ping());
        } catch (JedisConnectionException | JedisDataException notYet) {
            return false;
        }
    }

    private static String reason(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    String uri() {
        return uri;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
