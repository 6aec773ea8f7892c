package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Where messages go that could not be handled: one durable queue ({@link DestinationNames#DEAD_LETTER_QUEUE}, made when
 * it is first needed), the body and the message id unaltered, the reason in the headers. Thread-safe.
 *
 * <p>Looking at letters takes them out and gives them back, in their order: meanwhile nobody else can look, on this
 * broker, and waits. Whoever dies while looking has lost nothing. All but {@link #add} block for as long as the broker
 * takes to hand over the letters that are passed; {@code BROKER_UNAVAILABLE} if it does not come back in the configured
 * time, or if it went away in the middle: then what was done is done, and the rest can be asked for again.
 */
public interface DeadLetters extends AutoCloseable {
    /** Header with the name of the queue that the message was taken from. */
    String HEADER_QUEUE = "framewright-queue";
    /** Header with the code of the failure that was published for it. */
    String HEADER_CODE = "framewright-code";
    /** Header with the reason for a person, at most 4 096 characters. */
    String HEADER_MESSAGE = "framewright-message";
    /** Header with the UUID of the letter. */
    String HEADER_LETTER_ID = "framewright-letter-id";
    /** Header with the time at which it was put there, RFC 3339. */
    String HEADER_DIED_ON = "framewright-died-on";

    /**
     * Keeps a message. Acknowledge the original only after this has completed with a right.
     *
     * @return completes with the name of the dead-letter queue; with {@code BROKER_UNAVAILABLE} as
     *     {@link CommandPublisher#publish}. Never completes exceptionally.
     */
    CompletionStage<Either<Failure, String>> add(DeadLetter letter);

    /**
     * Shows letters, oldest first; none is lost or moved. A page ends early when its bodies take 32 MiB.
     *
     * @param from the position to begin at, 0 for the oldest
     * @param limit the largest number of letters, at least 1
     */
    Either<Failure, LetterPage> list(LetterSelection selection, long from, int limit);

    /**
     * Sends letters to the queues they were taken from, oldest first, as {@link LetterReplay} says. A letter is removed
     * when the broker has confirmed what was sent, and stays otherwise: after a crash in between it is in both places,
     * and a command in it, replayed once more, is not run again.
     *
     * @param limit the largest number of letters, at least 1
     * @return right holds what became of each that was meant
     */
    Either<Failure, List<ReplayedLetter>> replay(LetterSelection selection, int limit);

    /**
     * Removes letters for good, oldest first.
     *
     * @param limit the largest number of letters, at least 1
     * @return right holds how many there were
     */
    Either<Failure, Long> drop(LetterSelection selection, int limit);

    @Override
    void close();
}
