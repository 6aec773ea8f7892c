package io.framewright.transport.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the Redis server process is started.
 *
 * @param port the loopback port to listen on; 0 for any free one
 * @param password what clients must give; null for a generated one
 * @param preferInstalled whether a {@code redis-server} on the {@code PATH} is preferred to the bundled one
 * @param dataDirectory where an append-only file is kept, so that data outlives the server; null to keep all in memory
 * @param runDirectory where the note is kept by which a server is found and ended that a killed JVM left behind
 * @param startTimeout how long to wait until the server answers
 * @param fsync when the append-only file is brought to the disk
 */
public record EmbeddedRedisConfig(
        int port,
        @Nullable String password,
        boolean preferInstalled,
        @Nullable Path dataDirectory,
        Path runDirectory,
        Duration startTimeout,
        Fsync fsync) {
    /**
     * When what was written is safe from a loss of power; a server that is merely killed has written all it answered.
     */
    public enum Fsync {
        /** Once a second: the last second may be lost. */
        EVERYSEC,
        /** Before each answer: nothing that was answered is lost. */
        ALWAYS
    }

    /** A free port, a generated password, the installed server if there is one, all in memory. */
    public static EmbeddedRedisConfig defaults() {
        Path runDirectory =
                Path.of(System.getProperty("java.io.tmpdir"), "framewright-run-" + System.getProperty("user.name"));
        return new EmbeddedRedisConfig(0, null, true, null, runDirectory, Duration.ofSeconds(10), Fsync.EVERYSEC);
    }

    /** The same, listening on {@code other}. */
    public EmbeddedRedisConfig withPort(int other) {
        return new EmbeddedRedisConfig(
                other, password, preferInstalled, dataDirectory, runDirectory, startTimeout, fsync);
    }

    /** The same with this password. */
    public EmbeddedRedisConfig withPassword(String other) {
        return new EmbeddedRedisConfig(port, other, preferInstalled, dataDirectory, runDirectory, startTimeout, fsync);
    }

    /** The same, with or without the installed server. */
    public EmbeddedRedisConfig withPreferInstalled(boolean other) {
        return new EmbeddedRedisConfig(port, password, other, dataDirectory, runDirectory, startTimeout, fsync);
    }

    /** The same, keeping its data in a directory. */
    public EmbeddedRedisConfig withDataDirectory(Path other) {
        return new EmbeddedRedisConfig(port, password, preferInstalled, other, runDirectory, startTimeout, fsync);
    }

    /** The same with another run directory. */
    public EmbeddedRedisConfig withRunDirectory(Path other) {
        return new EmbeddedRedisConfig(port, password, preferInstalled, dataDirectory, other, startTimeout, fsync);
    }

    /** The same, brought to the disk at other times. */
    public EmbeddedRedisConfig withFsync(Fsync other) {
        return new EmbeddedRedisConfig(
                port, password, preferInstalled, dataDirectory, runDirectory, startTimeout, other);
    }

    @Override
    public String toString() {
        return "EmbeddedRedisConfig[port=" + port + ", preferInstalled=" + preferInstalled + ", dataDirectory="
                + dataDirectory + ", runDirectory=" + runDirectory + "]";
    }
}
