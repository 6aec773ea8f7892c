package io.framewright.manager;

import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.Databases;
import io.framewright.worker.WorkerConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * How a process manager behaves.
 *
 * @param managerId names this process among the managers
 * @param host name of this machine, for the records
 * @param worker how its workers behave
 * @param window manager commands that are worked on at a time
 * @param heartbeatEvery how often the records of its workers are renewed
 * @param lease a worker silent for longer is lost, by the clock of Redis; several times {@code heartbeatEvery}
 * @param retention how long the events of a killed worker are kept
 * @param grace how long {@link ProcessManager#close} waits for commands that run
 * @param cluster how it is a node of a cluster; empty if it is none
 */
public record ProcessManagerConfig(
        UUID managerId,
        String host,
        WorkerConfig worker,
        int window,
        Duration heartbeatEvery,
        Duration lease,
        Duration retention,
        Duration grace,
        Optional<ClusterConfig> cluster) {
    public ProcessManagerConfig {
        if (heartbeatEvery.isNegative() || heartbeatEvery.isZero()) {
            throw new IllegalArgumentException("heartbeatEvery is " + heartbeatEvery + "; it must be positive");
        }
        if (lease.compareTo(heartbeatEvery.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "lease is " + lease + "; it must be at least twice heartbeatEvery (" + heartbeatEvery + ")");
        }
    }

    /** A process manager that is no node of a cluster. */
    public ProcessManagerConfig(
            UUID managerId,
            String host,
            WorkerConfig worker,
            int window,
            Duration heartbeatEvery,
            Duration lease,
            Duration retention,
            Duration grace) {
        this(managerId, host, worker, window, heartbeatEvery, lease, retention, grace, Optional.empty());
    }

    /** A copy that is a node of a cluster. */
    public ProcessManagerConfig withCluster(ClusterConfig node) {
        return new ProcessManagerConfig(
                managerId, host, worker, window, heartbeatEvery, lease, retention, grace, Optional.of(node));
    }

    /** The defaults, with these data roots and no databases. */
    public static ProcessManagerConfig defaults(DataRoots dataRoots) {
        return defaults(dataRoots, Databases.none());
    }

    /** The defaults, with these data roots and databases. */
    public static ProcessManagerConfig defaults(DataRoots dataRoots, Databases databases) {
        return new ProcessManagerConfig(
                UUID.randomUUID(),
                hostName(),
                WorkerConfig.defaults(dataRoots, databases),
                64,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofHours(1),
                Duration.ofSeconds(30));
    }

    /** A copy whose workers behave so. */
    public ProcessManagerConfig withWorker(WorkerConfig other) {
        return new ProcessManagerConfig(
                managerId, host, other, window, heartbeatEvery, lease, retention, grace, cluster);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException namelessMachine) {
            return InetAddress.getLoopbackAddress().getHostName();
        }
    }
}
