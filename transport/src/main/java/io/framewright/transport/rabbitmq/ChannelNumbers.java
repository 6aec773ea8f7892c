package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens the channels of a connection, each with the number that has not been used for longest. Thread-safe.
 *
 * <p>Left to itself amqp-client takes the lowest number that it holds for free, and it holds for free that of a channel
 * whose end the broker has not confirmed in time. A broker that is only slow still has that channel: it answers 504,
 * "second 'channel.open' seen", and ends the connection with all that live on it.
 */
final class ChannelNumbers {
    private static final int MAX = 65_535;

    private final AtomicInteger opened = new AtomicInteger();

    /** A channel that nobody has used before. */
    Channel open(Connection connection) throws IOException {
        int max = connection.getChannelMax() == 0 ? MAX : connection.getChannelMax();
        for (int tries = 0; tries < max; tries++) {
            Channel channel = connection.createChannel(1 + Math.floorMod(opened.getAndIncrement(), max));
            if (channel != null) {
                return channel;
            }
        }
        throw new IOException("the broker allows no more channels on this connection");
    }
}
