package io.framewright.transport.redis;

import java.net.URI;
import java.time.Duration;

/**
 * How to talk to Redis.
 *
 * @param uri {@code redis://[user:password@]host:port[/database]}, or {@code rediss://} for TLS
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
        if (uri.getHost() == null || !("redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("the Redis URL must look like redis://host:6379/0");
        }
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
        int port = uri.getPort() < 0 ? 6379 : uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + ":" + port;
    }

    @Override
    public String toString() {
        return "RedisConfig[" + address() + ", giveUp=" + giveUp + ", lease=" + lease + ", " + retention + "]";
    }
}
