package io.framewright.transport.embedded;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis server process of our own on a loopback port: the installed {@code redis-server} or the bundled one. It takes
 * its configuration from its standard input, so the password shows in no process list and no file. Thread-safe.
 */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final int TRIES = 5;

    private final RedisProcess server;
    private final Path note;
    private final WorkDirectory directory;
    private final String provenance;

    private EmbeddedRedis(RedisProcess server, Path note, WorkDirectory directory, String provenance) {
        this.server = server;
        this.note = note;
        this.directory = directory;
        this.provenance = provenance;
    }

    /**
     * Starts a server and waits until it answers. First ends those that killed JVMs left behind (by the notes in the
     * run directory).
     *
     * @return left {@code REDIS_UNAVAILABLE}: no program for this machine, port taken, or no answer in time
     */
    public static Either<Failure, EmbeddedRedis> start(EmbeddedRedisConfig config) {
        WorkDirectory directory;
        ServerNotes notes;
        try {
            notes = ServerNotes.in(config.runDirectory());
            notes.reap();
            directory = WorkDirectory.create("framewright-redis-");
        } catch (IOException noPlace) {
            return unavailable("It has no directory to work in: " + noPlace.getMessage() + ".");
        }
        try {
            Optional<Path> installed =
                    config.preferInstalled() ? RedisBinary.installed(System.getenv("PATH")) : Optional.empty();
            Path program = installed.isPresent() ? installed.get() : RedisBinary.unpackTo(directory.path());
            String provenance = installed.isPresent() ? "installed redis-server" : "bundled redis-server";
            RedisProcess server = startOnFreePort(config, program, directory.path());
            try {
                return Either.right(new EmbeddedRedis(
                        server, notes.write(server.handle(), directory.path()), directory, provenance));
            } catch (IOException noNote) {
                server.close();
                throw noNote;
            }
        } catch (IOException failed) {
            directory.close();
            return unavailable("It did not start: " + failed.getMessage() + ".");
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            directory.close();
            return unavailable("Its start was interrupted.");
        }
    }

    /** A free port may be taken by somebody else before the server has it: then another one is tried. */
    private static RedisProcess startOnFreePort(EmbeddedRedisConfig config, Path program, Path directory)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return RedisProcess.start(config, program, directory);
            } catch (RedisProcess.PortTakenException taken) {
                if (config.port() != 0 || attempt == TRIES) {
                    throw taken;
                }
                LOG.debug("Trying another port", taken);
            }
        }
    }

    /** Where clients attach, with the password: keep it out of logs. */
    public String uri() {
        return server.uri();
    }

    /** The process id of the server. */
    public long pid() {
        return server.handle().pid();
    }

    /** Where it keeps its temporary files. */
    Path workDirectory() {
        return directory.path();
    }

    /** Which program it is, for a report. */
    public String provenance() {
        return provenance;
    }

    /** Ends the server by its process and deletes what it kept in temporary files. Idempotent. */
    @Override
    public void close() {
        server.close();
        try {
            Files.deleteIfExists(note);
        } catch (IOException stays) {
            LOG.warn("Could not delete {}", note, stays);
        }
        directory.close();
    }

    private static Either<Failure, EmbeddedRedis> unavailable(String why) {
        return Either.left(Failure.of(FailureCode.REDIS_UNAVAILABLE, "The embedded Redis server is not there. " + why));
    }
}
