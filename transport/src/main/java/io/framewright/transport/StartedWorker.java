package io.framewright.transport;

import java.util.Set;
import java.util.UUID;

/**
 * A worker that was given a new epoch, and what its host has to know of the hosts before.
 *
 * @param crashed whether the last host went silent instead of leaving the worker, and nobody has found out yet over
 *     which command
 * @param whileStarting whether it went silent before the worker took commands
 * @param crashedBy commands that have a crash count
 */
public record StartedWorker(Lease lease, boolean crashed, boolean whileStarting, Set<UUID> crashedBy) {
    public StartedWorker {
        crashedBy = Set.copyOf(crashedBy);
    }
}
