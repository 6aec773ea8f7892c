package io.framewright.transport.testing;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.embedded.EmbeddedRedis;
import io.framewright.transport.embedded.EmbeddedRedisConfig;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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
        return start(preferInstalled, Fsync.EVERYSEC);
    }

    /** The same, with its file brought to the disk at these times. */
    public static PrivateRedis start(boolean preferInstalled, Fsync fsync) {
        try {
            Path directory = Files.createTempDirectory("framewright-test-redis-");
            EmbeddedRedisConfig config = EmbeddedRedisConfig.defaults()
                    .withPreferInstalled(preferInstalled)
                    .withFsync(fsync)
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

    /** How long the file is that it appends to; 0 if there is none yet. */
    public long bytesOnDisk() {
        return appended().map(file -> file.toFile().length()).orElse(0L);
    }

    /**
     * Cuts so many bytes off the end of the file, as a loss of power does; while the server is down. What is left may
     * end in the middle of a command or transaction: that is cut off, too, before the server starts.
     */
    public void forget(long bytes) {
        appended().ifPresent(file -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(Math.max(0, channel.size() - bytes));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** The newest of the files that Redis 7 appends to, or the only one there is of an older. */
    private Optional<Path> appended() {
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            return files.filter(file -> file.toString().endsWith(".aof"))
                    .filter(file -> !file.toString().contains(".base."))
                    .max(Comparator.comparingLong(PrivateRedis::number));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of {@code appendonly.aof.12.incr.aof}, 12. */
    private static long number(Path file) {
        String digits = String.valueOf(file.getFileName()).replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
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
