package io.framewright.transport;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A worker that was given a new epoch, and what its host has to know of the hosts before.
 *
 * @param before what its record said; {@code LOST} also if its host was silent for the whole lease or is known to be
 *     dead, empty if there was no record
 * @param crashed whether the last host died instead of leaving the worker, and nobody has found out yet over which
 *     command
 * @param whileStarting whether it died before the worker took commands
 * @param crashedBy commands that have a crash count
 * @param idling as it is recorded
 */
public record StartedWorker(
        Lease lease,
        Optional<WorkerStatus> before,
        boolean crashed,
        boolean whileStarting,
        Set<UUID> crashedBy,
        Idling idling) {
    public StartedWorker {
        crashedBy = Set.copyOf(crashedBy);
    }
}
