package io.framewright.worker;

import io.framewright.transport.WorkerStart.Intent;
import java.util.Set;
import java.util.UUID;

/**
 * Which worker to start, and for whom.
 *
 * @param workerId names its queue
 * @param responseChannel where its events are published
 * @param managerId the process manager that starts it
 * @param host name of this machine
 * @param intent why it is started, which decides whether it may be
 * @param restore whether it gets the frames back that it had; if not they are given up
 * @param labels that a node must have to host it; empty for any node
 */
public record WorkerSpec(
        UUID workerId,
        String responseChannel,
        UUID managerId,
        String host,
        Intent intent,
        boolean restore,
        Set<String> labels) {
    public WorkerSpec {
        labels = Set.copyOf(labels);
    }

    /** A worker that any node may host. */
    public WorkerSpec(
            UUID workerId, String responseChannel, UUID managerId, String host, Intent intent, boolean restore) {
        this(workerId, responseChannel, managerId, host, intent, restore, Set.of());
    }

    /** A worker that gets its frames back. */
    public WorkerSpec(UUID workerId, String responseChannel, UUID managerId, String host, Intent intent) {
        this(workerId, responseChannel, managerId, host, intent, true, Set.of());
    }
}
