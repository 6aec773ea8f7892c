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
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes talk to those only that prove who they are. */
@Brokers(BrokerKind.REAL)
class ClusterTlsTest {
    @TempDir
    Path directory;

    @Test
    void aNodeWithTheKeysIsTakenUpAndAStrangerIsNot(BrokerPair brokers) throws Exception {
        NodeKeys ours = TestKeys.make(directory, "ours");
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
            try (TestNode stranger = new TestNode(
                            brokers, config(Optional.of(TestKeys.make(directory, "theirs")), join, briefly));
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
}
