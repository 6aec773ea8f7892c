package io.framewright.manager.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a process manager is a node of a cluster. Immutable.
 *
 * @param listen where this node is reached by the others; port 0 for any that is free
 * @param join nodes to join, one of which must be there; if none is, the first of them is the one that begins a
 *     cluster. Empty to begin one
 * @param labels what this node has that others may not have, such as {@code gpu}
 * @param keys for TLS; empty only on the loopback address
 * @param splitBrain who goes on after a split
 * @param stableAfter so long nothing may have changed before it is decided who goes on; the larger the cluster the
 *     longer
 * @param joinWithin how long the start waits to be taken up by the others
 */
public record ClusterConfig(
        NodeAddress listen,
        List<NodeAddress> join,
        Set<String> labels,
        Optional<NodeKeys> keys,
        SplitBrain splitBrain,
        Duration stableAfter,
        Duration joinWithin) {
    /** Time that suits up to ten nodes. */
    public static final Duration STABLE_AFTER = Duration.ofSeconds(7);

    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    public ClusterConfig {
        join = List.copyOf(join);
        labels = Set.copyOf(labels);
        if (keys.isEmpty() && !isLoopback(listen.host())) {
            throw new IllegalArgumentException("listen is " + listen
                    + ", which others can reach; that needs keys for TLS, or else a loopback address");
        }
        labels.stream().filter(label -> !isLabel(label)).forEach(wrong -> {
            throw new IllegalArgumentException("labels has " + wrong + "; a label is letters, digits, '.', '_', '-'");
        });
        if (stableAfter.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("stableAfter is " + stableAfter + "; it must be at least 1 s");
        }
    }

    /** A node on the loopback address that joins these, or begins a cluster if there are none. */
    public static ClusterConfig local(int port, List<NodeAddress> join) {
        return new ClusterConfig(
                new NodeAddress("127.0.0.1", port),
                join,
                Set.of(),
                Optional.empty(),
                SplitBrain.KEEP_MAJORITY,
                STABLE_AFTER,
                Duration.ofSeconds(60));
    }

    /** A copy with these labels. */
    public ClusterConfig withLabels(Set<String> all) {
        return new ClusterConfig(listen, join, all, keys, splitBrain, stableAfter, joinWithin);
    }

    /** A copy with these keys. */
    public ClusterConfig withKeys(NodeKeys own) {
        return new ClusterConfig(listen, join, labels, Optional.of(own), splitBrain, stableAfter, joinWithin);
    }

    /** A copy that decides after this time. */
    public ClusterConfig withStableAfter(Duration time) {
        return new ClusterConfig(listen, join, labels, keys, splitBrain, time, joinWithin);
    }

    /** Whether this can be a label: 1 to 63 letters, digits, dots, underscores and hyphens, a letter or digit first. */
    public static boolean isLabel(String text) {
        return LABEL.matcher(text).matches();
    }

    /** Whether only this machine reaches the host. A name that nobody knows counts as one that others reach. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
