package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;

/**
 * The consuming side of a message broker, reduced to what every broker has: durable queues, manual acknowledgement, a
 * bounded number of unsettled deliveries. Thread-safe. Calls block for a round trip to the broker; keep them off actor
 * dispatchers. When the broker goes away the adapter reconnects with backoff, declares and consumes again, and
 * unsettled messages are delivered again; nothing is needed of the caller.
 *
 * <p>Failures: {@code BROKER_UNAVAILABLE} when no connection came back in the configured time; {@code STREAM_NOT_FOUND}
 * when the queue does not exist.
 */
public interface CommandConsumer extends AutoCloseable {
    /** Whether the broker is there now. Does not block. */
    boolean isConnected();

    /**
     * Makes the durable queue if it is not there. Right holds the name; left {@code QUEUE_TYPE_DIFFERS} if it is there
     * and less than what is asked for.
     */
    Either<Failure, String> declare(String queue);

    /** Deletes the queue with what is in it; right holds whether there was one. */
    Either<Failure, Boolean> delete(String queue);

    /**
     * Deletes the queue unless a message is ready in it; right holds whether it is gone. The broker checks and deletes
     * in one, where it can: RabbitMQ cannot for quorum queues, and a message that comes in that moment is lost.
     */
    Either<Failure, Boolean> deleteIfEmpty(String queue);

    /** Messages ready in the queue, not counting unsettled ones. */
    Either<Failure, Long> depth(String queue);

    /**
     * Starts to consume a queue that exists.
     *
     * @param window the largest number of unsettled deliveries this subscription is given at a time, at least 1
     */
    Either<Failure, Subscription> consume(String queue, int window, DeliveryListener listener);

    /** Stops all subscriptions; unsettled messages go back to their queues. */
    @Override
    void close();
}
