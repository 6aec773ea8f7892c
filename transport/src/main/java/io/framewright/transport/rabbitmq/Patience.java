package io.framewright.transport.rabbitmq;

import java.time.Duration;

/**
 * How long to put up with a broker that is away or slow.
 *
 * @param connectTimeout for one try to connect; also how long {@link RabbitMq#open} tries
 * @param heartbeat how often the two sides show that they are there; two missed ones end the connection
 * @param firstBackoff the pause after the first failed try to reconnect; it doubles up to {@code maxBackoff}
 * @param maxBackoff the longest pause between two tries
 * @param giveUp how long after a loss operations and messages wait before they fail; reconnecting goes on
 * @param operationTimeout for the answer to one operation; one that is late fails, and nothing else is asked on the
 *     channel it was asked on
 */
public record Patience(
        Duration connectTimeout,
        Duration heartbeat,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration giveUp,
        Duration operationTimeout) {

    /** For a broker that people use. */
    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofMillis(50),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(30));

    Patience withGiveUp(Duration other) {
        return new Patience(connectTimeout, heartbeat, firstBackoff, maxBackoff, other, operationTimeout);
    }

    Patience withOperationTimeout(Duration other) {
        return new Patience(connectTimeout, heartbeat, firstBackoff, maxBackoff, giveUp, other);
    }
}
