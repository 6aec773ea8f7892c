package io.framewright.manager.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final long GIB = 1L << 30;

    private static Placement.Candidate node(String state, int workers, long usedBytes, int coming, String... labels) {
        UUID id = UUID.randomUUID();
        NodeReport report = new NodeReport(id, "host", 1, workers, usedBytes, 4 * GIB);
        return new Placement.Candidate(new NodeInfo(id, "host:1", state, Set.of(labels), report), coming);
    }

    private static Optional<Placement.Candidate> choose(Set<String> labels, Placement.Candidate... nodes) {
        return Placement.choose(List.of(nodes), labels);
    }

    @Test
    void mostMemoryToSpareWins() {
        Placement.Candidate full = node("UP", 1, 3 * GIB, 0);
        Placement.Candidate empty = node("UP", 9, GIB, 0);
        assertThat(choose(Set.of(), full, empty)).contains(empty);
    }

    @Test
    void idleWorkersAreSpreadByNumber() {
        Placement.Candidate many = node("UP", 100, 1 << 20, 0);
        Placement.Candidate few = node("UP", 99, 2 << 20, 0);
        assertThat(choose(Set.of(), many, few)).contains(few);
    }

    @Test
    void whatWasJustSentThereCounts() {
        Placement.Candidate chosenOften = node("UP", 0, 0, 10);
        Placement.Candidate other = node("UP", 5, 0, 0);
        assertThat(choose(Set.of(), chosenOften, other)).contains(other);
    }

    @Test
    void onlyNodesWithAllLabelsThatAreUpCount() {
        Placement.Candidate emptyWithout = node("UP", 0, 0, 0, "eu");
        Placement.Candidate leaving = node("LEAVING", 0, 0, 0, "gpu", "eu");
        Placement.Candidate fullWith = node("UP", 9, 3 * GIB, 0, "gpu", "eu");
        assertThat(choose(Set.of("gpu", "eu"), emptyWithout, leaving, fullWith)).contains(fullWith);
        assertThat(choose(Set.of("us"), emptyWithout, leaving, fullWith)).isEmpty();
    }

    @Test
    void addressesAreReadAndWritten() {
        assertThat(NodeAddress.read("node-1.example:2551")).contains(new NodeAddress("node-1.example", 2551));
        assertThat(NodeAddress.read("[::1]:2551").orElseThrow()).hasToString("[::1]:2551");
        assertThat(List.of("node-1", "node-1:", ":2551", "node-1:0", "node-1:65536", "a b:1", "::1:2551"))
                .allMatch(text -> NodeAddress.read(text).isEmpty());
    }

    @Test
    void withoutTlsOnlyTheLoopbackAddressIsListenedOn() {
        ClusterConfig local = ClusterConfig.local(0, List.of());
        assertThatThrownBy(() -> new ClusterConfig(
                        new NodeAddress("192.0.2.1", 0),
                        List.of(),
                        Set.of(),
                        Optional.empty(),
                        local.splitBrain(),
                        local.stableAfter(),
                        local.joinWithin()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TLS");
        assertThatThrownBy(() -> local.withLabels(Set.of("no blanks")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no blanks");
    }
}
