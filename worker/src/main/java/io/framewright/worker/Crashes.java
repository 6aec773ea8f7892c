package io.framewright.worker;

import io.framewright.transport.Delivery;
import io.framewright.transport.StartedWorker;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of this worker's crashes in former processes and in this one. The counts lie in Redis; here is only
 * which commands have one, so that a command that never crashed costs no call. For the actor only.
 *
 * <p>A process that died cannot say over which command. Its successor finds out: of the commands that the broker
 * delivers again, the first without an outcome is the one that ran. As the command before it may have run just as well,
 * its outcome not recorded yet, all that are delivered again are run one at a time, each after the outcome of the one
 * before: from the second crash on the culprit is certain.
 */
final class Crashes {
    private final Set<UUID> counted = new HashSet<>();
    private final boolean diedStarting;
    private boolean unexplained;
    private boolean careful;

    /** What a start has found. */
    Crashes(StartedWorker started) {
        counted.addAll(started.crashedBy());
        diedStarting = started.crashed() && started.whileStarting();
        unexplained = started.crashed() && !started.whileStarting();
        careful = started.crashed();
    }

    /** Whether the last process died while it brought the worker up. Thread-safe. */
    boolean diedStarting() {
        return diedStarting;
    }

    /** Whether this command, which is about to run, was the one that ran when the last process died. */
    boolean suspects(Delivery delivery) {
        boolean again = delivery.redelivered();
        boolean first = unexplained;
        unexplained = false;
        careful &= again;
        return first && again;
    }

    /** Whether the next command may begin only when all before it have their outcomes. */
    boolean isCareful() {
        return careful;
    }

    /** Whether a former process died and it is not known over what: so the next one has to look. */
    boolean areUnexplained() {
        return unexplained;
    }

    void counted(UUID commandId) {
        counted.add(commandId);
        careful = true;
    }

    /** The command has its outcome; gives whether it had crashed before. */
    boolean decided(UUID commandId) {
        return !counted.isEmpty() && counted.remove(commandId);
    }
}
