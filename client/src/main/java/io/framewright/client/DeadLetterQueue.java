package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.DeadLetters;
import io.framewright.transport.KeptLetter;
import io.framewright.transport.LetterPage;
import io.framewright.transport.LetterSelection;
import io.framewright.transport.ReplayedLetter;
import java.util.List;
import java.util.UUID;

/**
 * The messages that could not be handled, and what is to become of them. Needs no process manager. Thread-safe. Methods
 * block for as long as the broker takes to hand over the letters that are passed, and for whoever else looks at them;
 * {@code BROKER_UNAVAILABLE} if the broker goes away: what was done is done then, and the rest can be asked for again.
 *
 * <pre>{@code
 * platform.deadLetters().replay(LetterSelection.ofCode("POISON_COMMAND"), 100);
 * }</pre>
 */
public final class DeadLetterQueue {
    private final DeadLetters letters;

    DeadLetterQueue(DeadLetters letters) {
        this.letters = letters;
    }

    /**
     * Letters, oldest first; none is lost or moved. A page ends early when its bodies take 32 MiB.
     *
     * @param from the position to begin at, 0 for the oldest; {@link LetterPage#next()} of the page before
     * @param limit the largest number of letters, at least 1
     */
    public Either<Failure, LetterPage> list(LetterSelection selection, long from, int limit) {
        if (from < 0) {
            return Either.left(Failure.of(FailureCode.INVALID_COMMAND, "from is " + from + "; it must be 0 or more."));
        }
        return atLeastOne(limit).flatMap(valid -> letters.list(selection, from, valid));
    }

    /** One letter by its id, or the oldest of the command with this id; left {@code DEAD_LETTER_NOT_FOUND}. */
    public Either<Failure, KeptLetter> find(UUID id) {
        return letters.list(LetterSelection.of(id), 0, 1)
                .flatMap(page -> page.letters().isEmpty()
                        ? Either.left(Failure.of(
                                FailureCode.DEAD_LETTER_NOT_FOUND,
                                "No dead letter has the id " + id + ", nor has the command in one.",
                                "id",
                                id.toString()))
                        : Either.right(page.letters().get(0)));
    }

    /**
     * Sends letters to the queues they were taken from, oldest first. A command runs under a new {@code commandId},
     * with its old one as {@code causationId}: under the old one it would be answered by the outcome it has. A letter
     * is removed when the broker has what was sent, and stays otherwise.
     *
     * @param limit the largest number of letters, at least 1
     * @return what became of each that was meant
     */
    public Either<Failure, List<ReplayedLetter>> replay(LetterSelection selection, int limit) {
        return atLeastOne(limit).flatMap(valid -> letters.replay(selection, valid));
    }

    /**
     * Removes letters for good, oldest first.
     *
     * @param limit the largest number of letters, at least 1
     * @return how many there were
     */
    public Either<Failure, Long> drop(LetterSelection selection, int limit) {
        return atLeastOne(limit).flatMap(valid -> letters.drop(selection, valid));
    }

    private static Either<Failure, Integer> atLeastOne(int limit) {
        return limit >= 1
                ? Either.right(limit)
                : Either.left(
                        Failure.of(FailureCode.INVALID_COMMAND, "limit is " + limit + "; it must be at least 1."));
    }
}
