package io.framewright.manager.cluster;

import akka.actor.Address;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.framewright.serialize.Uuids;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who is in the cluster, and what they told of themselves. Who is there, with which labels and which manager, is agreed
 * among the nodes with the membership (as roles); the rest comes with reports. Thread-safe.
 */
final class Nodes {
    private static final String LABEL = "label-";
    private static final String MANAGER = "manager-";

    /** A worker that was sent to a node is in that node's reports by then. */
    private static final long COMING_NANOS = 5_000_000_000L;

    private final Cluster cluster;
    private final Map<UUID, NodeReport> reports = new ConcurrentHashMap<>();
    private final Map<UUID, Deque<Long>> coming = new ConcurrentHashMap<>();
    /** The managers that were nodes, and whether they died as such. */
    private final Map<UUID, Boolean> gone = new ConcurrentHashMap<>();

    Nodes(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What a node joins with: its manager and its labels. */
    static List<String> roles(UUID managerId, Set<String> labels) {
        List<String> roles = new ArrayList<>();
        roles.add(MANAGER + managerId);
        labels.stream().sorted().map(LABEL::concat).forEach(roles::add);
        return roles;
    }

    static Optional<UUID> managerOf(Member member) {
        return member.getRoles().stream()
                .filter(role -> role.startsWith(MANAGER))
                .flatMap(role -> Uuids.read(role.substring(MANAGER.length())).stream())
                .findFirst();
    }

    void reported(NodeReport report) {
        reports.put(report.managerId(), report);
    }

    /** @param died whether it was shut out, instead of leaving in order */
    void removed(UUID managerId, boolean died) {
        gone.put(managerId, died);
        reports.remove(managerId);
        coming.remove(managerId);
    }

    boolean isGone(UUID managerId) {
        return gone.containsKey(managerId);
    }

    /** Whether this manager's node was shut out because nothing was heard of it. */
    boolean isDead(UUID managerId) {
        return gone.getOrDefault(managerId, false);
    }

    /** Whether this node speaks for the cluster in what one node is to do. */
    boolean leads() {
        Address leader = cluster.state().getLeader();
        return leader != null && leader.equals(cluster.selfMember().address());
    }

    /**
     * Whether this node sees to what those that are gone have left: the one that has been up for longest was there when
     * they went. The one that leads may be new, with the address of one that is gone.
     */
    boolean inherits() {
        return all().stream()
                .filter(node -> node.state().equals(NodeInfo.UP) && !isGone(node.managerId()))
                .findFirst()
                .filter(oldest ->
                        oldest.address().equals(addressOf(cluster.selfMember().address())))
                .isPresent();
    }

    /** Whether some node takes workers with these labels now. */
    boolean canHost(Set<String> labels) {
        return all().stream().anyMatch(node -> node.takes(labels));
    }

    /** All nodes, the oldest first. */
    List<NodeInfo> all() {
        CurrentClusterState state = cluster.state();
        List<Member> members = new ArrayList<>();
        state.getMembers().forEach(members::add);
        members.sort(Comparator.comparingInt(Member::upNumber)
                .thenComparing(member -> member.address().toString()));
        return members.stream()
                .flatMap(member ->
                        managerOf(member)
                                .map(manager -> info(
                                        member, manager, state.getUnreachable().contains(member)))
                                .stream())
                .toList();
    }

    private NodeInfo info(Member member, UUID managerId, boolean unreachable) {
        MemberStatus status = member.status();
        Set<String> labels = member.getRoles().stream()
                .filter(role -> role.startsWith(LABEL))
                .map(role -> role.substring(LABEL.length()))
                .collect(Collectors.toSet());
        return new NodeInfo(
                managerId,
                addressOf(member.address()),
                unreachable ? "UNREACHABLE" : status.toString().toUpperCase(Locale.ROOT),
                labels,
                reports.getOrDefault(managerId, NodeReport.none(managerId)));
    }

    /** An address as the user writes it. */
    static String addressOf(Address address) {
        return new NodeAddress(
                        address.getHost().orElse("localhost"), address.getPort().orElse(0))
                .toString();
    }

    /**
     * The node for a worker; counts it as coming there.
     *
     * @param among which nodes may be chosen
     */
    Optional<NodeInfo> choose(Set<String> labels, Predicate<NodeInfo> among) {
        List<Placement.Candidate> candidates = all().stream()
                .filter(among)
                .map(node -> new Placement.Candidate(node, coming(node.managerId())))
                .toList();
        Optional<NodeInfo> chosen = Placement.choose(candidates, labels).map(Placement.Candidate::node);
        chosen.ifPresent(node -> comingTo(node.managerId()).addLast(System.nanoTime()));
        return chosen;
    }

    private Deque<Long> comingTo(UUID managerId) {
        return coming.computeIfAbsent(managerId, none -> new ConcurrentLinkedDeque<>());
    }

    private int coming(UUID managerId) {
        Deque<Long> sent = comingTo(managerId);
        long now = System.nanoTime();
        sent.removeIf(since -> now - since > COMING_NANOS);
        return sent.size();
    }
}
