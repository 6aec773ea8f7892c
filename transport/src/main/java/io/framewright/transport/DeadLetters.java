package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.concurrent.CompletionStage;

/**
 * Where messages go that could not be handled: one durable queue ({@link DestinationNames#DEAD_LETTER_QUEUE}, made when
 * it is first needed), the body and the message id unaltered, the reason in the headers. Thread-safe.
 */
public interface DeadLetters extends AutoCloseable {
    /** Header with the name of the queue that the message was taken from. */
    String HEADER_QUEUE = "framewright-queue";
    /** Header with the code of the failure that was published for it. */
    String HEADER_CODE = "framewright-code";
    /** Header with the reason for a person, at most 4 096 characters. */
    String HEADER_MESSAGE = "framewright-message";

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
