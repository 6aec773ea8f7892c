package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.concurrent.CompletionStage;

/** Where messages go that could not be handled: one durable queue, the body unaltered, the reason in the headers. */
public interface DeadLetters extends AutoCloseable {
    /**
     * Keeps a message. Acknowledge the original only after this has completed with a right.
     *
     * @return completes with the name of the dead-letter queue; with {@code BROKER_UNAVAILABLE} as
     *     {@link CommandPublisher#publish}. Never completes exceptionally.
     */
    CompletionStage<Either<Failure, String>> add(DeadLetter letter);

    @Override
    void close();
}
