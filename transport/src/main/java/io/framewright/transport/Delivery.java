package io.framewright.transport;

import java.util.Optional;

/**
 * One message taken from a queue and not yet settled. Exactly one of {@link #acknowledge()} and {@link #release()}
 * settles it; further calls, and calls after the connection it came by was lost (the broker then delivers it again), do
 * nothing. Thread-safe; neither call blocks on the broker.
 */
public interface Delivery {
    /** The body as it came; not copied, so do not write to it. */
    byte[] body();

    /** The AMQP {@code message_id} or its equivalent. */
    Optional<String> messageId();

    /** The W3C {@code traceparent} header. */
    Optional<String> traceparent();

    /** When it came, by {@link System#nanoTime}. */
    long receivedNanos();

    /** Whether the broker says it delivered this message before. False is no promise. */
    boolean redelivered();

    /** Whether the connection it came by is gone: it can no longer be settled, and the broker delivers it again. */
    boolean isLost();

    /** Removes the message from the queue for good. Several may be sent to the broker as one. */
    void acknowledge();

    /** Gives the message back to the queue, as near to its old place as the broker can. */
    void release();
}
