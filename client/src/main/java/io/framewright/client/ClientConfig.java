package io.framewright.client;

import io.framewright.client.running.RunDirectory;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.RedactedUri;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where to connect to, and how long to wait. Immutable.
 *
 * <pre>{@code
 * ClientConfig config = ClientConfig.of(URI.create("amqp://guest:guest@localhost"), URI.create("redis://localhost"))
 *         .withCallTimeout(Duration.ofMinutes(5));
 * }</pre>
 *
 * @param amqpUri {@code amqp://user:password@host:port/virtual-host}, the last part percent-encoded
 * @param redisUri {@code redis://user:password@host:port}
 * @param connectTimeout how long to wait for either server, when connecting and when it went away; positive
 * @param callTimeout how long a call waits for its answer unless it says otherwise; positive
 * @param retry how often a command is sent when the broker cannot be reached
 */
public record ClientConfig(URI amqpUri, URI redisUri, Duration connectTimeout, Duration callTimeout, Retry retry) {
    private static final String AMQP = "FRAMEWRIGHT_AMQP";
    private static final String REDIS = "FRAMEWRIGHT_REDIS";

    public ClientConfig {
        requirePositive("connectTimeout", connectTimeout);
        requirePositive("callTimeout", callTimeout);
    }

    static void requirePositive(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, it is " + duration);
        }
    }

    /** Waits 10 seconds for a server and a minute for an answer. */
    public static ClientConfig of(URI amqpUri, URI redisUri) {
        return new ClientConfig(amqpUri, redisUri, Duration.ofSeconds(10), Duration.ofMinutes(1), Retry.DEFAULT);
    }

    /**
     * Finds the servers: those that {@code FRAMEWRIGHT_AMQP} and {@code FRAMEWRIGHT_REDIS} name in the environment,
     * else those of the newest {@code framewright up} of this user on this machine.
     *
     * @return left {@code NO_PROCESS_MANAGER} if there is neither
     */
    public static Either<Failure, ClientConfig> find() {
        return find(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static Either<Failure, ClientConfig> find(Map<String, String> environment, Path userHome) {
        String amqp = environment.getOrDefault(AMQP, "");
        String redis = environment.getOrDefault(REDIS, "");
        if (amqp.isBlank() != redis.isBlank()) {
            return Either.left(nowhere("Of " + AMQP + " and " + REDIS + " only one is set; set both, or neither."));
        }
        if (!amqp.isBlank()) {
            return Either.fromCallable(
                    () -> of(new URI(amqp), new URI(redis)),
                    wrong -> nowhere(AMQP + " or " + REDIS + " holds no URL, such as amqp://user:password@host and"
                            + " redis://host."));
        }
        return RunDirectory.of(environment, userHome)
                .sweep()
                .flatMap(running -> running.stream()
                        .findFirst()
                        .<Either<Failure, ClientConfig>>map(up -> Either.right(of(up.amqp(), up.redis())))
                        .orElseGet(() -> Either.left(nowhere("No platform runs on this machine. Start one with:"
                                + " framewright up. Or name its servers with " + AMQP + " and " + REDIS + "."))));
    }

    private static Failure nowhere(String message) {
        return Failure.of(FailureCode.NO_PROCESS_MANAGER, message);
    }

    /** A copy with another time-out for calls. */
    public ClientConfig withCallTimeout(Duration timeout) {
        return new ClientConfig(amqpUri, redisUri, connectTimeout, timeout, retry);
    }

    /** A copy with another time-out for the servers. */
    public ClientConfig withConnectTimeout(Duration timeout) {
        return new ClientConfig(amqpUri, redisUri, timeout, callTimeout, retry);
    }

    /** A copy that sends again otherwise. */
    public ClientConfig withRetry(Retry other) {
        return new ClientConfig(amqpUri, redisUri, connectTimeout, callTimeout, other);
    }

    /** Without passwords, so that it may be logged. */
    @Override
    public String toString() {
        return "ClientConfig[amqpUri=" + RedactedUri.of(amqpUri.toString()) + ", redisUri="
                + RedactedUri.of(redisUri.toString()) + ", connectTimeout=" + connectTimeout + ", callTimeout="
                + callTimeout + ", retry=" + retry + "]";
    }
}
