package io.framewright.manager;

import io.framewright.manager.cluster.NodeInfo;
import io.framewright.transport.WorkerRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** What a manager tells of itself and of the other processes that host workers. Thread-safe. */
final class SelfReport {
    private final ProcessManagerConfig config;
    private final Tally tally;
    private final LongSupplier commandsHandled;

    SelfReport(ProcessManagerConfig config, Tally tally, LongSupplier commandsHandled) {
        this.config = config;
        this.tally = tally;
        this.commandsHandled = commandsHandled;
    }

    /**
     * The report as of now.
     *
     * @param workers all that are on record
     * @param cluster the nodes of the cluster; none if there is none
     */
    ManagerInfo of(List<WorkerRecord> workers, List<NodeInfo> cluster) {
        return new ManagerInfo(config.managerId(), nodes(workers, cluster), tally.uptime(), versions(), counters());
    }

    /** This process first; then what the cluster knows; then who is only known by workers that it has on record. */
    private List<ManagerInfo.Node> nodes(List<WorkerRecord> workers, List<NodeInfo> cluster) {
        Map<UUID, ManagerInfo.Node> nodes = new LinkedHashMap<>();
        nodes.put(config.managerId(), self());
        cluster.forEach(node -> nodes.put(node.managerId(), member(node)));
        workers.forEach(worker -> nodes.merge(worker.managerId(), hostOf(worker), (there, one) -> there.with(1)));
        return new ArrayList<>(nodes.values());
    }

    private ManagerInfo.Node self() {
        return new ManagerInfo.Node(
                config.managerId(), config.host(), ProcessHandle.current().pid(), 0, Optional.empty());
    }

    private static ManagerInfo.Node member(NodeInfo node) {
        return new ManagerInfo.Node(
                node.managerId(), node.report().host(), node.report().pid(), 0, Optional.of(node));
    }

    private static ManagerInfo.Node hostOf(WorkerRecord worker) {
        return new ManagerInfo.Node(worker.managerId(), worker.host(), worker.pid(), 1, Optional.empty());
    }

    private static Map<String, String> versions() {
        Map<String, String> versions = new LinkedHashMap<>();
        String version = SelfReport.class.getPackage().getImplementationVersion();
        versions.put("framewright", version == null ? "development" : version);
        versions.put("java", Runtime.version().toString());
        return versions;
    }

    private Map<String, Long> counters() {
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("workersSpawned", tally.workersSpawned());
        counters.put("workersKilled", tally.workersKilled());
        counters.put("commandsHandled", commandsHandled.getAsLong());
        return counters;
    }
}
