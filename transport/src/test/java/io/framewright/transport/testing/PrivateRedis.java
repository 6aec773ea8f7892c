package io.framewright.transport.testing;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.embedded.EmbeddedRedis;
import io.framewright.transport.embedded.EmbeddedRedisConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Redis server of our own that keeps an append-only file, so that it can be killed and brought back. */
public final class PrivateRedis implements KillableServer {
    private final Path directory;
    private final EmbeddedRedisConfig config;
    private EmbeddedRedis running;

    private PrivateRedis(Path directory, EmbeddedRedisConfig config, EmbeddedRedis running) {
        this.directory = directory;
        this.config = config;
        this.running = running;
    }

    /** Starts one: the installed server if there is one and it is preferred, else the bundled one. */
    public static PrivateRedis start(boolean preferInstalled) {
        try {
            Path directory = Files.createTempDirectory("framewright-test-redis-");
            EmbeddedRedisConfig config = EmbeddedRedisConfig.defaults()
                    .withPreferInstalled(preferInstalled)
                    .withDataDirectory(Files.createDirectory(directory.resolve("data")))
                    .withPassword("test-" + Long.toHexString(System.nanoTime()))
                    .withPort(FreePorts.find(1).get(0));
            return new PrivateRedis(directory, config, started(config));
        } catch (IOException noPlace) {
            throw new UncheckedIOException(noPlace);
        }
    }

    private static EmbeddedRedis started(EmbeddedRedisConfig config) {
        Either<Failure, EmbeddedRedis> redis = EmbeddedRedis.start(config);
        return redis.fold(
                failure -> {
                    throw new IllegalStateException(failure.message());
                },
                pending -> {
                    throw new IllegalStateException(pending.message());
                },
                server -> server);
    }

    /** Where clients attach; stays the same over a restart. */
    public String uri() {
        return running.uri();
    }

    /** Which program it is. */
    public String provenance() {
        return running.provenance();
    }

    @Override
    public long pid() {
        return running.pid();
    }

    @Override
    public void awaitOnDisk(String queue) {
        // There are no queues, and what it has answered it has handed to the system.
    }

    @Override
    public void kill() {
        ProcessHandle.of(running.pid()).ifPresent(server -> {
            server.destroyForcibly();
            server.onExit().join();
        });
        running.close();
    }

    @Override
    public void restart() {
        running.close();
        running = started(config);
    }

    @Override
    public void close() {
        running.close();
        Directories.delete(directory);
    }
}
