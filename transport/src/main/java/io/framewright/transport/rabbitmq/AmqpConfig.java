package io.framewright.transport.rabbitmq;

import io.framewright.transport.RedactedUri;
import java.time.Duration;

/**
 * How a broker is reached and how long to put up with its absence.
 *
 * @param uri {@code amqp://user:password@host:port/vhost}, or {@code amqps}; the password shows in no message and no
 *     log
 * @param connectTimeout for one try to connect; also how long {@link RabbitMq#open} tries
 * @param heartbeat how often the two sides show that they are there; two missed ones end the connection
 * @param firstBackoff the pause after the first failed try to reconnect; it doubles up to {@code maxBackoff}
 * @param maxBackoff the longest pause between two tries
 * @param giveUp how long after a loss operations and messages wait before they fail; reconnecting goes on
 * @param operationTimeout for the answer to one operation
 * @param sharedChannels how many channels all subscriptions share where the broker counts its window per consumer
 *     (RabbitMQ); 0 for a channel each. Elsewhere each has its own: a window per channel would starve those who share
 * @param maxMessageBytes the largest body that is received
 * @param maxHeldBytes how much may wait to be confirmed; what exceeds it is refused with {@code BROKER_UNAVAILABLE}
 * @param queueType which kind of queues are made
 */
public record AmqpConfig(
        String uri,
        Duration connectTimeout,
        Duration heartbeat,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration giveUp,
        Duration operationTimeout,
        int sharedChannels,
        int maxMessageBytes,
        long maxHeldBytes,
        QueueType queueType) {

    /** The defaults for a broker. */
    public static AmqpConfig of(String uri) {
        return new AmqpConfig(
                uri,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofMillis(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                4,
                128 << 20,
                256L << 20,
                QueueType.CLASSIC);
    }

    /** The same with another give-up time. */
    public AmqpConfig withGiveUp(Duration other) {
        return new AmqpConfig(
                uri,
                connectTimeout,
                heartbeat,
                firstBackoff,
                maxBackoff,
                other,
                operationTimeout,
                sharedChannels,
                maxMessageBytes,
                maxHeldBytes,
                queueType);
    }

    /** The same with another number of shared channels. */
    public AmqpConfig withSharedChannels(int other) {
        return new AmqpConfig(
                uri,
                connectTimeout,
                heartbeat,
                firstBackoff,
                maxBackoff,
                giveUp,
                operationTimeout,
                other,
                maxMessageBytes,
                maxHeldBytes,
                queueType);
    }

    /** The same with another limit to what may wait to be confirmed. */
    public AmqpConfig withMaxHeldBytes(long other) {
        return new AmqpConfig(
                uri,
                connectTimeout,
                heartbeat,
                firstBackoff,
                maxBackoff,
                giveUp,
                operationTimeout,
                sharedChannels,
                maxMessageBytes,
                other,
                queueType);
    }

    /** The same with another kind of queues. */
    public AmqpConfig withQueueType(QueueType other) {
        return new AmqpConfig(
                uri,
                connectTimeout,
                heartbeat,
                firstBackoff,
                maxBackoff,
                giveUp,
                operationTimeout,
                sharedChannels,
                maxMessageBytes,
                maxHeldBytes,
                other);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "AmqpConfig[uri=" + RedactedUri.of(uri) + ", connectTimeout=" + connectTimeout + ", heartbeat="
                + heartbeat + ", backoff=" + firstBackoff + ".." + maxBackoff + ", giveUp=" + giveUp
                + ", operationTimeout=" + operationTimeout + ", sharedChannels=" + sharedChannels
                + ", maxMessageBytes=" + maxMessageBytes + ", maxHeldBytes=" + maxHeldBytes + ", queueType="
                + queueType + "]";
    }
}
