package io.framewright.worker;

import io.framewright.transport.Idling;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStart.Intent;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which worker to start, and for whom.
 *
 * @param workerId names its queue
 * @param responseChannel where its events are published
 * @param managerId the process manager that starts it
 * @param host name of this machine
 * @param intent why it is started, which decides whether it may be
 * @param ofEpoch for {@link Intent#INHERIT}, the epoch that it must still have; else without meaning
 * @param restore whether it gets the frames back that it had; if not they are given up
 * @param labels that a node must have to host it; empty for any node
 * @param idling what becomes of it while it has nothing to do, where that is to be other than it was
 * @param spawnedBy the command that asks for it; null if none does
 */
public record WorkerSpec(
        UUID workerId,
        String responseChannel,
        UUID managerId,
        String host,
        Intent intent,
        long ofEpoch,
        boolean restore,
        Set<String> labels,
        Idling idling,
        @Nullable UUID spawnedBy) {
    public WorkerSpec {
        labels = Set.copyOf(labels);
    }

    /** A worker that any node may host, and that does while it has nothing to do what it did before. */
    public WorkerSpec(
            UUID workerId, String responseChannel, UUID managerId, String host, Intent intent, boolean restore) {
        this(workerId, responseChannel, managerId, host, intent, 0, restore, Set.of(), Idling.NEVER, null);
    }

    /** A worker that gets its frames back. */
    public WorkerSpec(UUID workerId, String responseChannel, UUID managerId, String host, Intent intent) {
        this(workerId, responseChannel, managerId, host, intent, 0, true, Set.of(), Idling.NEVER, null);
    }

    /** A start of it by this process. */
    WorkerStart start(Instant on, Intent why, long epoch) {
        return new WorkerStart(
                workerId,
                on,
                ProcessHandle.current().pid(),
                responseChannel,
                host,
                managerId,
                why,
                epoch,
                idling,
                spawnedBy);
    }
}
