package io.framewright.manager;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    /** A process that hosts workers. */
    public record Node(UUID managerId, String host, long pid, int workers) {}

    public ManagerInfo {
        nodes = List.copyOf(nodes);
    }
}
