package io.framewright.transport.rabbitmq;

import io.framewright.transport.RedactedUri;
import java.time.Duration;

/**
 * How a broker is reached.
 *
 * @param uri {@code amqp://user:password@host:port/vhost}, or {@code amqps}; the password shows in no message and no
 *     log
 * @param patience how long to put up with its absence
 * @param sharedChannels how many channels all subscriptions share where the broker counts its window per consumer
 *     (RabbitMQ); 0 for a channel each. Elsewhere each has its own: a window per channel would starve those who share
 * @param maxMessageBytes the largest body that is received
 * @param maxHeldBytes how much may wait to be confirmed; what exceeds it is refused with {@code BROKER_UNAVAILABLE}
 * @param queueType which kind of queues are made
 */
public record AmqpConfig(
        String uri,
        Patience patience,
        int sharedChannels,
        int maxMessageBytes,
        long maxHeldBytes,
        QueueType queueType) {

    /** The defaults for a broker. */
    public static AmqpConfig of(String uri) {
        return new AmqpConfig(uri, Patience.DEFAULT, 4, 128 << 20, 256L << 20, QueueType.CLASSIC);
    }

    /** The same with another give-up time. */
    public AmqpConfig withGiveUp(Duration other) {
        return withPatience(patience.withGiveUp(other));
    }

    /** The same with another time for the answer to one operation. */
    public AmqpConfig withOperationTimeout(Duration other) {
        return withPatience(patience.withOperationTimeout(other));
    }

    private AmqpConfig withPatience(Patience other) {
        return new AmqpConfig(uri, other, sharedChannels, maxMessageBytes, maxHeldBytes, queueType);
    }

    /** The same with another number of shared channels. */
    public AmqpConfig withSharedChannels(int other) {
        return new AmqpConfig(uri, patience, other, maxMessageBytes, maxHeldBytes, queueType);
    }

    /** The same with another limit to what may wait to be confirmed. */
    public AmqpConfig withMaxHeldBytes(long other) {
        return new AmqpConfig(uri, patience, sharedChannels, maxMessageBytes, other, queueType);
    }

    /** The same with another kind of queues. */
    public AmqpConfig withQueueType(QueueType other) {
        return new AmqpConfig(uri, patience, sharedChannels, maxMessageBytes, maxHeldBytes, other);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "AmqpConfig[uri=" + RedactedUri.of(uri) + ", patience=" + patience + ", sharedChannels="
                + sharedChannels + ", maxMessageBytes=" + maxMessageBytes + ", maxHeldBytes=" + maxHeldBytes
                + ", queueType=" + queueType + "]";
    }
}
