package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeAddress;
import io.framewright.manager.cluster.NodeKeys;
import io.framewright.manager.cluster.SplitBrain;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes talk to those only that prove who they are. */
@Brokers(BrokerKind.REAL)
class ClusterTlsTest {
    private static final String PASSWORD = "not-a-secret";

    @TempDir
    Path directory;

    @Test
    void aNodeWithTheKeysIsTakenUpAndAStrangerIsNot(BrokerPair brokers) throws Exception {
        NodeKeys ours = keys("ours");
        try (TestNode first = new TestNode(brokers, config(Optional.of(ours), List.of(), Duration.ofSeconds(60)))) {
            assertThat(first.started().isRight()).as("%s", first.started()).isTrue();
            List<NodeAddress> join =
                    List.of(NodeAddress.read(first.manager().clusterAddress().orElseThrow())
                            .orElseThrow());
            try (TestNode second = new TestNode(brokers, config(Optional.of(ours), join, Duration.ofSeconds(60)))) {
                assertThat(second.started().isRight())
                        .as("%s", second.started())
                        .isTrue();
            }
            Duration briefly = Duration.ofSeconds(3);
            try (TestNode stranger = new TestNode(brokers, config(Optional.of(keys("theirs")), join, briefly));
                    TestNode plain = new TestNode(brokers, config(Optional.empty(), join, briefly))) {
                assertThat(List.of(stranger, plain))
                        .allMatch(node -> node.started()
                                .fold(Failure::code, pending -> "", on -> "")
                                .equals("CLUSTER_UNAVAILABLE"));
            }
        }
    }

    private static ClusterConfig config(Optional<NodeKeys> keys, List<NodeAddress> join, Duration joinWithin) {
        return new ClusterConfig(
                new NodeAddress("127.0.0.1", 0),
                join,
                Set.of(),
                keys,
                SplitBrain.KEEP_MAJORITY,
                ClusterConfig.STABLE_AFTER,
                joinWithin);
    }

    /** One key for all nodes, which is what they believe each other by. */
    private NodeKeys keys(String name) throws IOException, InterruptedException {
        Path store = directory.resolve(name + ".p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1"));
        command.addAll(List.of("-dname", "CN=" + name, "-validity", "1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(said).isZero();
        return new NodeKeys(store, PASSWORD, store, PASSWORD);
    }
}
