package io.framewright.worker;

import java.util.UUID;

/**
 * Which worker to start, and for whom.
 *
 * @param workerId names its queue
 * @param responseChannel where its events are published
 * @param managerId the process manager that starts it
 * @param host name of this machine
 * @param takeOver whether it may be taken from a host that still seems alive
 * @param restore whether it gets the frames back that it had; if not they are given up
 */
public record WorkerSpec(
        UUID workerId, String responseChannel, UUID managerId, String host, boolean takeOver, boolean restore) {
    /** A worker that gets its frames back. */
    public WorkerSpec(UUID workerId, String responseChannel, UUID managerId, String host, boolean takeOver) {
        this(workerId, responseChannel, managerId, host, takeOver, true);
    }
}
