package io.framewright.app;

import io.framewright.app.config.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What makes an {@code up} a node of a cluster. Passwords of key stores are read from environment and file only. */
final class ClusterOptions {
    @Option(
            names = "--cluster-host",
            paramLabel = "HOST",
            description =
                    "Listen for other nodes on this name or address, 127.0.0.1 unless given; any other needs TLS.")
    private @Nullable String host;

    @Option(
            names = "--cluster-port",
            paramLabel = "PORT",
            description = "Listen for other nodes on this port, 0 for any; without --join, begin a cluster.")
    private @Nullable String port;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Join the cluster of these nodes; the first of them begins one if none is there yet. Give all"
                    + " nodes the same list.")
    private List<String> join = List.of();

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            split = ",",
            description = "What this node has that others may not have; workers can ask for it.")
    private List<String> labels = List.of();

    @Option(
            names = "--cluster-keystore",
            paramLabel = "FILE",
            description = "PKCS #12 file with this node's key and certificate; its password comes from"
                    + " FRAMEWRIGHT_CLUSTER_KEYSTORE_PASSWORD or the file.")
    private @Nullable String keystore;

    @Option(
            names = "--cluster-truststore",
            paramLabel = "FILE",
            description = "PKCS #12 file with the certificates that other nodes may show; its password comes from"
                    + " FRAMEWRIGHT_CLUSTER_TRUSTSTORE_PASSWORD or the file.")
    private @Nullable String truststore;

    @Option(
            names = "--split-brain",
            paramLabel = "STRATEGY",
            description = "Who goes on when nodes do not hear each other: keep-majority (unless given), keep-oldest or"
                    + " down-all.")
    private @Nullable String splitBrain;

    @Option(
            names = "--cluster-stable-seconds",
            paramLabel = "SECONDS",
            description = "So long nothing may change before that is decided, 7 unless given.")
    private @Nullable String stableSeconds;

    void addTo(Map<Key, List<String>> flags) {
        flags.put(Key.CLUSTER_HOST, given(host));
        flags.put(Key.CLUSTER_PORT, given(port));
        flags.put(Key.JOIN, join);
        flags.put(Key.LABEL, labels);
        flags.put(Key.CLUSTER_KEYSTORE, given(keystore));
        flags.put(Key.CLUSTER_TRUSTSTORE, given(truststore));
        flags.put(Key.SPLIT_BRAIN, given(splitBrain));
        flags.put(Key.CLUSTER_STABLE_SECONDS, given(stableSeconds));
    }

    private static List<String> given(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
