package io.framewright.transport;

import java.util.Comparator;
import java.util.Optional;

/**
 * The place of a step in a worker's {@link StepJournal}: that of a command is {@code <sequence of its outcome>-0}, what
 * happened between two commands follows the first of them as {@code -1}, {@code -2} and so on. Immutable.
 */
public record StepId(long sequence, long part) implements Comparable<StepId> {
    /** Before every step. */
    public static final StepId NONE = new StepId(0, 0);

    private static final Comparator<StepId> ORDER =
            Comparator.comparingLong(StepId::sequence).thenComparingLong(StepId::part);

    public StepId {
        if (sequence < 0 || part < 0) {
            throw new IllegalArgumentException("no place in a journal: " + sequence + "-" + part);
        }
    }

    /** The place of the command with this outcome. */
    public static StepId ofCommand(long sequence) {
        return new StepId(sequence, 0);
    }

    /** Reads what {@link #toString} writes; empty if it is something else. */
    public static Optional<StepId> read(String text) {
        int dash = text.indexOf('-');
        try {
            return dash < 0
                    ? Optional.empty()
                    : Optional.of(new StepId(
                            Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1))));
        } catch (IllegalArgumentException notAPlace) {
            return Optional.empty();
        }
    }

    /** The next place, before any later outcome. */
    public StepId next() {
        return new StepId(sequence, part + 1);
    }

    /** A place that comes before this one, and after all others that do; {@link #NONE} comes before itself. */
    public StepId before() {
        if (part > 0) {
            return new StepId(sequence, part - 1);
        }
        return sequence > 0 ? new StepId(sequence - 1, Long.MAX_VALUE) : NONE;
    }

    /** Whether this place comes after the other. */
    public boolean isAfter(StepId other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(StepId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return sequence + "-" + part;
    }
}
