package io.framewright.worker;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Commands of a worker that are to be cancelled when their turn comes: a copy of what Redis holds, read at the start
 * and told from then on, so that taking a message costs no look there. The newest so many are kept. Thread-safe.
 */
final class CancelWishes {
    private static final int AT_MOST = 10_000;

    private final Set<UUID> commands = new LinkedHashSet<>();
    /** Nearly always true, and then taking a message needs no lock. */
    private volatile boolean empty = true;

    synchronized void add(UUID commandId) {
        if (commands.add(commandId) && commands.size() > AT_MOST) {
            Iterator<UUID> oldest = commands.iterator();
            oldest.next();
            oldest.remove();
        }
        empty = false;
    }

    void addAll(Collection<UUID> commandIds) {
        commandIds.forEach(this::add);
    }

    /** Whether this command is to be cancelled. */
    boolean has(UUID commandId) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            return commands.contains(commandId);
        }
    }

    /** Whether this command is to be cancelled; that is known once. */
    boolean take(UUID commandId) {
        if (empty) {
            return false;
        }
        synchronized (this) {
            boolean wished = commands.remove(commandId);
            empty = commands.isEmpty();
            return wished;
        }
    }
}
