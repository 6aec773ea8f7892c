package io.framewright.transport;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A worker as Redis knows it (protocol.md, section 4).
 *
 * @param startedOn start of this epoch
 * @param pid of the process that hosts it
 * @param responseChannel where its events are published
 * @param host name of the machine that hosts it
 * @param managerId which process manager started it
 * @param epoch how often it was started
 * @param heartbeatOn Redis time of its last sign of life
 * @param labels that a node must have to host it; empty for any node
 * @param idleSince Redis time when its frames left memory, for want of commands; empty while they are there
 * @param idling what becomes of it while it has nothing to do, where that was said when it was spawned
 * @param spawnedBy the command that asked for it; empty if none did
 */
public record WorkerRecord(
        UUID workerId,
        Instant startedOn,
        long pid,
        String responseChannel,
        String host,
        UUID managerId,
        long epoch,
        WorkerStatus status,
        Instant heartbeatOn,
        Set<String> labels,
        Optional<Instant> idleSince,
        Idling idling,
        Optional<UUID> spawnedBy) {
    public WorkerRecord {
        labels = Set.copyOf(labels);
    }

    /** A worker that any node may host, whose frames are in memory and stay there, and that no command asked for. */
    public WorkerRecord(
            UUID workerId,
            Instant startedOn,
            long pid,
            String responseChannel,
            String host,
            UUID managerId,
            long epoch,
            WorkerStatus status,
            Instant heartbeatOn) {
        this(
                workerId,
                startedOn,
                pid,
                responseChannel,
                host,
                managerId,
                epoch,
                status,
                heartbeatOn,
                Set.of(),
                Optional.empty(),
                Idling.NEVER,
                Optional.empty());
    }

    /** The labels in the order of the alphabet. */
    public SortedSet<String> sortedLabels() {
        return new TreeSet<>(labels);
    }
}
