package io.framewright.worker;

import io.framewright.transport.RecordedOutcome;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which commands have an outcome, for as long as the outcome's event is kept. A copy of what Redis holds: only the
 * owner of the epoch adds to it, so the copy is exact and asking it costs no round trip. Thread-safe.
 */
public final class OutcomeIndex {
    private final Map<UUID, RecordedOutcome> byCommand = new HashMap<>();
    private final Deque<RecordedOutcome> inOrder = new ArrayDeque<>();

    /** What is recorded at the start, oldest first. */
    public OutcomeIndex(Collection<RecordedOutcome> recorded) {
        recorded.forEach(this::add);
    }

    /** The recorded outcome of a command, if it has one. */
    public synchronized Optional<RecordedOutcome> find(UUID commandId) {
        return Optional.ofNullable(byCommand.get(commandId));
    }

    /** A command got its outcome. */
    public synchronized void add(RecordedOutcome outcome) {
        byCommand.put(outcome.commandId(), outcome);
        inOrder.addLast(outcome);
    }

    /** Events before {@code oldest} are no longer kept, and neither are the outcomes they recorded. */
    public synchronized void forgetBefore(long oldest) {
        for (RecordedOutcome first = inOrder.peekFirst();
                first != null && first.sequence() < oldest;
                first = inOrder.peekFirst()) {
            inOrder.removeFirst();
            byCommand.remove(first.commandId(), first);
        }
    }

    /** How many commands are remembered. */
    public synchronized int size() {
        return byCommand.size();
    }
}
