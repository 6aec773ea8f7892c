package io.framewright.worker;

import io.framewright.transport.StepId;

/**
 * Names a step of a worker's history: its place in the journal, and the epoch under which it was recorded. The place
 * alone would not do: what a host planned there and never recorded may have become something else under a later epoch.
 * Immutable.
 */
record Place(StepId id, long epoch) {
    /** Before every step. */
    static final Place NONE = new Place(StepId.NONE, 0);

    /** Reads what {@link #toString} writes; {@link #NONE} if it is something else. */
    static Place read(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            return NONE;
        }
        try {
            long epoch = Long.parseLong(text.substring(at + 1));
            return StepId.read(text.substring(0, at))
                    .map(id -> new Place(id, epoch))
                    .orElse(NONE);
        } catch (NumberFormatException notAPlace) {
            return NONE;
        }
    }

    @Override
    public String toString() {
        return id + "@" + epoch;
    }
}
