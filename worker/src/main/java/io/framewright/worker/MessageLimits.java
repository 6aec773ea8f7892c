package io.framewright.worker;

import java.time.Duration;

/**
 * How many messages a worker holds, how large they are, and for how long they are held.
 *
 * @param window unsettled deliveries that a worker holds, 1 to 10 000; throughput stops growing at about 500
 * @param eventBytes largest event, at least 4 KiB
 * @param commandBytes largest message that is read as a command; larger ones go to the dead-letter queue
 * @param progressEvery shortest time between two progress events of a command
 * @param ackWithin a message is settled or given back to its queue within this time, however long commands run; well
 *     below the broker's acknowledgement time-out (RabbitMQ: {@code consumer_timeout}, 30 minutes unless configured)
 */
public record MessageLimits(int window, int eventBytes, int commandBytes, Duration progressEvery, Duration ackWithin) {
    public MessageLimits {
        require(window >= 1 && window <= 10_000, "window", "1 to 10000", window);
        require(eventBytes >= 4096, "eventLimitBytes", "at least 4096", eventBytes);
        require(commandBytes >= 1024, "messageLimitBytes", "at least 1024", commandBytes);
        if (ackWithin.isNegative() || ackWithin.isZero()) {
            throw new IllegalArgumentException("ackWithin is " + ackWithin + "; it must be positive");
        }
    }

    private static void require(boolean holds, String key, String right, int value) {
        if (!holds) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be " + right);
        }
    }

    static MessageLimits defaults() {
        return new MessageLimits(250, 32 << 10, 8 << 20, Duration.ofMillis(250), Duration.ofMinutes(10));
    }

    MessageLimits withWindow(int other) {
        return new MessageLimits(other, eventBytes, commandBytes, progressEvery, ackWithin);
    }

    MessageLimits withAckWithin(Duration other) {
        return new MessageLimits(window, eventBytes, commandBytes, progressEvery, other);
    }
}
