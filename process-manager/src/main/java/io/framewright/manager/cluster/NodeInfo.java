package io.framewright.manager.cluster;

import java.util.Set;
import java.util.UUID;

/**
 * A node of the cluster, as another sees it. Immutable.
 *
 * @param managerId its process manager
 * @param address where it is reached by other nodes
 * @param state {@code JOINING}, {@code UP}, {@code LEAVING}, {@code EXITING}, {@code DOWN}, or {@code UNREACHABLE} if
 *     nothing is heard of it
 * @param labels what it has that others may not have
 * @param report what it told of itself; zero in all until it has told anything
 */
public record NodeInfo(UUID managerId, String address, String state, Set<String> labels, NodeReport report) {
    /** The state of a node that takes workers. */
    public static final String UP = "UP";

    public NodeInfo {
        labels = Set.copyOf(labels);
    }

    /** Whether it takes workers with these labels now. */
    boolean takes(Set<String> wanted) {
        return state.equals(UP) && labels.containsAll(wanted);
    }
}
