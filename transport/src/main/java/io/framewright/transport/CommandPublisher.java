package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.concurrent.CompletionStage;

/**
 * The publishing side of a message broker. Thread-safe, does not block: confirms are awaited asynchronously and many
 * may be under way. Messages of one thread to one queue keep their order. While the broker is away messages are held
 * and published when it is back, those without a confirm once more (so a queue may hold one twice: the
 * {@code commandId} tells).
 */
public interface CommandPublisher extends AutoCloseable {
    /**
     * Publishes to a queue by its name, mandatory and persistent.
     *
     * @return completes with the queue's name once the broker has taken responsibility; with {@code NO_SUCH_WORKER} if
     *     there is no such queue; with {@code BROKER_UNAVAILABLE} if the broker did not come back in the configured
     *     time or this publisher is closed. Never completes exceptionally.
     */
    CompletionStage<Either<Failure, String>> publish(String queue, OutgoingMessage message);

    /** Completes what is open with {@code BROKER_UNAVAILABLE}. */
    @Override
    void close();
}
