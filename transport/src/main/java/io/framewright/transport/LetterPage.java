package io.framewright.transport;

import java.util.List;
import java.util.OptionalLong;

/**
 * Some of the dead letters, oldest first.
 *
 * @param letters those that were meant
 * @param total how many letters of all kinds the queue holds
 * @param next the position to go on at; empty if there are no more
 */
public record LetterPage(List<KeptLetter> letters, long total, OptionalLong next) {
    public LetterPage {
        letters = List.copyOf(letters);
    }
}
