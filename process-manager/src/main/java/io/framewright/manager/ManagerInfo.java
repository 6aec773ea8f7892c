package io.framewright.manager;

import io.framewright.manager.cluster.NodeInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What a process manager tells about itself and the others.
 *
 * @param nodes the processes that host workers, this one first
 * @param versions by name: {@code framewright}, {@code java}
 * @param counters since the start: {@code workersSpawned}, {@code workersKilled}, {@code commandsHandled}
 */
public record ManagerInfo(
        UUID managerId, List<Node> nodes, Duration uptime, Map<String, String> versions, Map<String, Long> counters) {
    /**
     * A process that hosts workers.
     *
     * @param host name of its machine
     * @param workers how many it has on record
     * @param cluster what the cluster knows of it; empty if it is no node of the cluster that answers
     */
    public record Node(UUID managerId, String host, long pid, int workers, Optional<NodeInfo> cluster) {
        Node with(int more) {
            return new Node(managerId, host, pid, workers + more, cluster);
        }
    }

    public ManagerInfo {
        nodes = List.copyOf(nodes);
    }
}
