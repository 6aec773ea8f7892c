package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to one Redis: a small pool for calls that block, and single ones for those who keep theirs. Thread-safe.
 */
final class Connections implements AutoCloseable {
    private static final int POOLED = 16;
    private static final int WAITING = 256;

    /** A subscriber that hears nothing for so long, not even the answer to its own ping, has lost its connection. */
    static final Duration SILENCE = Duration.ofSeconds(25);

    private final RedisConfig config;
    private final HostAndPort address;
    private final JedisClientConfig client;
    private final RedisClient pool;
    /** Of its own, so that those who wait for records keep nobody from renewing a heartbeat. */
    private final RedisClient waiting;

    Connections(RedisConfig config) {
        this.config = config;
        RedisLocation location = config.location();
        this.address = location.nodes().get(0);
        DefaultJedisClientConfig.Builder settings = timeouts(config)
                .user(location.user())
                .password(location.password())
                .database(location.database())
                .ssl(location.tls())
                .clientName("framewright");
        location.master()
                .ifPresent(master -> settings.hostAndPortMapper(
                        new Sentinels(location.nodes(), master, timeouts(config).build())));
        this.client = settings.build();
        this.pool = pool(POOLED);
        this.waiting = pool(WAITING);
    }

    private static DefaultJedisClientConfig.Builder timeouts(RedisConfig config) {
        return DefaultJedisClientConfig.builder()
                // The connection that subscribes cannot, and would log a warning each time.
                .autoNegotiateProtocol(false)
                .connectionTimeoutMillis(Math.toIntExact(config.connectTimeout().toMillis()))
                .socketTimeoutMillis(Math.toIntExact(config.answerTimeout().toMillis()))
                .blockingSocketTimeoutMillis(Math.toIntExact(SILENCE.toMillis()));
    }

    private RedisClient pool(int connections) {
        GenericObjectPoolConfig<Connection> pooled = new GenericObjectPoolConfig<>();
        pooled.setMaxTotal(connections);
        pooled.setMaxIdle(connections);
        pooled.setJmxEnabled(false);
        pooled.setMaxWait(config.giveUp());
        return RedisClient.builder()
                .hostAndPort(address)
                .clientConfig(client)
                .poolConfig(pooled)
                .build();
    }

    /** A connection of the caller's own. */
    Jedis open() {
        return new Jedis(address, client);
    }

    /** Calls Redis; tries again while it is away, until it is time to give up. */
    <T> Either<Failure, T> call(Function<RedisClient, T> call) {
        return call(pool, call);
    }

    /** The same for calls that keep their connection for as long as they wait for something to happen. */
    <T> Either<Failure, T> callAndWait(Function<RedisClient, T> call) {
        return call(waiting, call);
    }

    private <T> Either<Failure, T> call(RedisClient on, Function<RedisClient, T> call) {
        long giveUpAt = System.nanoTime() + config.giveUp().toNanos();
        Backoff backoff = new Backoff();
        while (true) {
            try {
                return Either.right(call.apply(on));
            } catch (JedisAccessControlException refused) {
                return Either.left(refused(refused));
            } catch (JedisConnectionException away) {
                if (System.nanoTime() >= giveUpAt || !backoff.pause()) {
                    return Either.left(unavailable(away));
                }
            } catch (JedisDataException error) {
                if (!isPassing(error) || System.nanoTime() >= giveUpAt || !backoff.pause()) {
                    return Either.left(isRefusal(error) ? refused(error) : unavailable(error));
                }
            } catch (JedisException poolExhausted) {
                return Either.left(unavailable(poolExhausted));
            }
        }
    }

    /** Whether the same call may succeed later: Redis is loading, full, or a replica for the moment. */
    static boolean isPassing(JedisDataException error) {
        String message = String.valueOf(error.getMessage());
        return message.startsWith("LOADING")
                || message.startsWith("OOM")
                || message.startsWith("READONLY")
                || message.startsWith("BUSY")
                || message.startsWith("MASTERDOWN")
                || message.startsWith("TRYAGAIN")
                || message.startsWith("MISCONF");
    }

    private static boolean isRefusal(JedisDataException error) {
        String message = String.valueOf(error.getMessage());
        return message.startsWith("NOAUTH") || message.startsWith("WRONGPASS") || message.startsWith("NOPERM");
    }

    Failure unavailable(Exception cause) {
        return Failure.of(
                FailureCode.REDIS_UNAVAILABLE,
                "Redis at " + config.address() + " does not answer: " + cause.getMessage() + ". Is it running there?",
                "redis",
                config.address());
    }

    private Failure refused(Exception cause) {
        return Failure.of(
                FailureCode.REDIS_UNAVAILABLE,
                "Redis at " + config.address() + " refuses us: " + cause.getMessage()
                        + ". Check user and password of the URL.",
                "redis",
                config.address());
    }

    static Failure bug(RuntimeException bug) {
        return Failure.of(FailureCode.INTERNAL_ERROR, "What Redis answered cannot be read: " + bug.getMessage());
    }

    Failure closed() {
        return Failure.of(FailureCode.REDIS_UNAVAILABLE, "The connection to Redis was closed.");
    }

    @Override
    public void close() {
        pool.close();
        waiting.close();
    }
}
