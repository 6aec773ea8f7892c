package io.framewright.transport.redis;

import java.net.URI;
import java.time.Duration;

/**
 * How to talk to Redis.
 *
 * @param uri {@code redis://[user:password@]host:port[/database]}, {@code rediss://} for TLS, or
 *     {@code redis-sentinel://[user:password@]host:port,host:port/mastername[?database=n]} for whatever server those
 *     Sentinels say is the primary
 * @param connectTimeout for one try to connect
 * @param answerTimeout for one answer
 * @param giveUp how long calls that block try again before they fail
 * @param lease a worker silent for longer may be taken over
 * @param retention of events
 */
public record RedisConfig(
        URI uri,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration giveUp,
        Duration lease,
        EventRetention retention) {
    public RedisConfig {
        if (RedisLocation.read(uri).isEmpty()) {
            throw new IllegalArgumentException("the Redis URL must look like " + RedisLocation.FORM);
        }
    }

    /** Whether this is a URL of Redis. */
    public static boolean isUrl(URI uri) {
        return RedisLocation.read(uri).isPresent();
    }

    /** The defaults. */
    public static RedisConfig of(URI uri) {
        return new RedisConfig(
                uri,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                EventRetention.DEFAULT);
    }

    /** A copy with another time to give up after. */
    public RedisConfig withGiveUp(Duration other) {
        return new RedisConfig(uri, connectTimeout, answerTimeout, other, lease, retention);
    }

    /** A copy with another lease. */
    public RedisConfig withLease(Duration other) {
        return new RedisConfig(uri, connectTimeout, answerTimeout, giveUp, other, retention);
    }

    /** A copy with another retention. */
    public RedisConfig withRetention(EventRetention other) {
        return new RedisConfig(uri, connectTimeout, answerTimeout, giveUp, lease, other);
    }

    /** Where, without the password: for messages and logs. */
    public String address() {
        return location().address();
    }

    RedisLocation location() {
        return RedisLocation.read(uri).orElseThrow();
    }

    @Override
    public String toString() {
        return "RedisConfig[" + address() + ", giveUp=" + giveUp + ", lease=" + lease + ", " + retention + "]";
    }
}
