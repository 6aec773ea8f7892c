package io.framewright.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How often each command has crashed this worker. For the actor only. */
final class CrashCounts {
    private final Map<UUID, Integer> byCommand = new HashMap<>();

    /** One more crash; gives back how many there are now. */
    int add(UUID commandId) {
        return byCommand.merge(commandId, 1, Integer::sum);
    }

    /** The command has its outcome. */
    void forget(UUID commandId) {
        byCommand.remove(commandId);
    }
}
