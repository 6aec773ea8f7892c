package io.framewright.client;

import io.framewright.transport.RedactedUri;
import java.net.URI;
import java.time.Duration;

/**
 * Where to connect to, and how long to wait.
 *
 * @param amqpUri {@code amqp://user:password@host:port/virtual-host}, the last part percent-encoded
 * @param redisUri {@code redis://user:password@host:port}
 * @param connectTimeout how long to wait for either server, when connecting and when it went away; positive
 * @param callTimeout how long a call waits for its answer unless it says otherwise; positive
 */
public record ClientConfig(URI amqpUri, URI redisUri, Duration connectTimeout, Duration callTimeout) {
    public ClientConfig {
        if (connectTimeout.isNegative() || connectTimeout.isZero()) {
            throw new IllegalArgumentException("connectTimeout must be positive, it is " + connectTimeout);
        }
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException("callTimeout must be positive, it is " + callTimeout);
        }
    }

    /** Waits 10 seconds for a server and a minute for an answer. */
    public static ClientConfig of(URI amqpUri, URI redisUri) {
        return new ClientConfig(amqpUri, redisUri, Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    /** A copy with another time-out for calls. */
    public ClientConfig withCallTimeout(Duration timeout) {
        return new ClientConfig(amqpUri, redisUri, connectTimeout, timeout);
    }

    /** A copy with another time-out for the servers. */
    public ClientConfig withConnectTimeout(Duration timeout) {
        return new ClientConfig(amqpUri, redisUri, timeout, callTimeout);
    }

    /** Without passwords, so that it may be logged. */
    @Override
    public String toString() {
        return "ClientConfig[amqpUri=" + RedactedUri.of(amqpUri.toString()) + ", redisUri="
                + RedactedUri.of(redisUri.toString()) + ", connectTimeout=" + connectTimeout + ", callTimeout="
                + callTimeout + "]";
    }
}
