package io.framewright.transport;

import java.util.Optional;
import java.util.UUID;

/**
 * Which dead letters are meant: those for which everything given holds; nothing given means all.
 *
 * @param id of the letter, or of the command in it
 * @param queue that it was taken from; a worker's is its UUID
 * @param code of the failure that was published for it
 */
public record LetterSelection(Optional<UUID> id, Optional<String> queue, Optional<String> code) {
    /** All of them. */
    public static LetterSelection all() {
        return new LetterSelection(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The letter, or the letters of the command, with this id. */
    public static LetterSelection of(UUID id) {
        return new LetterSelection(Optional.of(id), Optional.empty(), Optional.empty());
    }

    /** Those of one queue. */
    public static LetterSelection ofQueue(String queue) {
        return new LetterSelection(Optional.empty(), Optional.of(queue), Optional.empty());
    }

    /** Those of one worker. */
    public static LetterSelection ofWorker(UUID workerId) {
        return ofQueue(DestinationNames.workQueue(workerId));
    }

    /** Those that died of one failure. */
    public static LetterSelection ofCode(String code) {
        return new LetterSelection(Optional.empty(), Optional.empty(), Optional.of(code));
    }

    /** Whether this letter is meant. */
    public boolean matches(KeptLetter kept) {
        return queue.map(wanted -> wanted.equals(kept.letter().queue())).orElse(true)
                && code.map(wanted -> wanted.equals(kept.letter().code())).orElse(true)
                && id.map(wanted -> wanted.equals(kept.letterId())
                                || kept.commandId().equals(id))
                        .orElse(true);
    }
}
