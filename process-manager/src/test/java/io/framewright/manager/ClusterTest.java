package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.manager.cluster.ClusterConfig;
import io.framewright.manager.cluster.NodeAddress;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Idling;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several nodes share the workers. A node that is killed without warning is the business of the app's tests. */
@Brokers(BrokerKind.REAL)
class ClusterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<TestNode> nodes = new ArrayList<>();
    private final BrokerPair brokers;
    private final String channel = "test:" + UUID.randomUUID();
    private final Outcomes outcomes = new Outcomes();

    ClusterTest(BrokerPair brokers) {
        this.brokers = brokers;
    }

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    private TestNode node(String... labels) {
        List<NodeAddress> join = nodes.stream()
                .map(node -> NodeAddress.read(node.manager().clusterAddress().orElseThrow())
                        .orElseThrow())
                .toList();
        TestNode node = new TestNode(
                brokers,
                ClusterConfig.local(0, join).withLabels(Set.of(labels)).withStableAfter(Duration.ofSeconds(2)));
        assertThat(node.started().isRight()).as("%s", node.started()).isTrue();
        nodes.add(node);
        return node;
    }

    /** Each node knows all nodes, and how much memory they have. */
    private void allKnowAll() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            for (TestNode node : nodes) {
                assertThat(info(node).nodes())
                        .filteredOn(known -> known.cluster().isPresent())
                        .hasSize(nodes.size())
                        .allMatch(known -> known.cluster().orElseThrow().state().equals("UP"))
                        .allMatch(
                                known -> known.cluster().orElseThrow().report().maxBytes() > 0);
            }
        });
    }

    private static ManagerInfo info(TestNode node) {
        return Platform.right(Platform.join(node.manager().info()));
    }

    private List<UUID> spawn(TestNode at, int count, String... labels) {
        return IntStream.range(0, count)
                .mapToObj(i -> UUID.randomUUID())
                .peek(worker -> Platform.right(
                        Platform.join(at.manager().spawn(channel, worker, true, Set.of(labels), Idling.NEVER))))
                .toList();
    }

    private WorkerRecord record(UUID worker) {
        return Optional.ofNullable(records().get(worker)).orElseThrow();
    }

    private Map<UUID, WorkerRecord> records() {
        return Platform.right(nodes.get(nodes.size() - 1).redis().registry().list()).stream()
                .collect(Collectors.toMap(WorkerRecord::workerId, Function.identity()));
    }

    private Optional<UUID> managerOf(UUID worker) {
        return Optional.ofNullable(records().get(worker)).map(WorkerRecord::managerId);
    }

    private UUID idOf(TestNode node) {
        return node.manager().config().managerId();
    }

    private UUID send(TestNode from, UUID worker) {
        Command command = Command.of(CommandTypes.GET_INFO_WORKER);
        Either<Failure, String> sent = Platform.join(from.rabbitMq()
                .publisher()
                .publish(
                        DestinationNames.workQueue(worker),
                        OutgoingMessage.json(
                                CommandCodec.write(command), command.commandId().toString())));
        assertThat(sent.isRight()).isTrue();
        return command.commandId();
    }

    @Test
    void workersAreSpreadAndReachedFromEveryNode() {
        TestNode first = node();
        TestNode second = node();
        allKnowAll();
        Platform.right(first.redis().subscriber().follow(channel, outcomes));

        List<UUID> workers = spawn(first, 8);

        Map<UUID, Long> perNode = workers.stream()
                .collect(Collectors.groupingBy(worker -> managerOf(worker).orElseThrow(), Collectors.counting()));
        assertThat(perNode).containsOnlyKeys(idOf(first), idOf(second));
        assertThat(perNode.values()).allMatch(count -> count >= 2);
        workers.forEach(worker ->
                assertThat(outcomes.await(send(first, worker)).eventType()).isEqualTo("GET_INFO_WORKER_SUCCEEDED"));
        // Whichever node is asked: the other one's worker ends, and so does its own.
        workers.forEach(worker -> assertThat(
                        Platform.right(Platform.join(second.manager().kill(worker, true))))
                .isTrue());
        assertThat(records()).doesNotContainKeys(workers.toArray(UUID[]::new));
        assertThat(Platform.right(Platform.join(second.manager().kill(workers.get(0), false))))
                .isFalse();
        assertThat(Platform.right(Platform.join(second.manager().cancel(workers.get(0), UUID.randomUUID()))))
                .isFalse();
    }

    @Test
    void workersGoWhereTheirLabelsAreOrNowhere() {
        TestNode plain = node();
        TestNode labelled = node("gpu", "eu");
        allKnowAll();

        List<UUID> workers = spawn(plain, 3, "gpu");

        assertThat(workers).allMatch(worker -> managerOf(worker).orElseThrow().equals(idOf(labelled)));
        assertThat(record(workers.get(0)).labels()).containsExactly("gpu");
        Either<Failure, WorkerRecord> refused = Platform.join(
                plain.manager().spawn(channel, UUID.randomUUID(), true, Set.of("gpu", "us"), Idling.NEVER));
        assertThat(refused.fold(Failure::code, pending -> "", on -> "")).isEqualTo("NO_NODE_MATCHES");
        // Nobody else may host them: they wait for a node that may.
        labelled.close();
        nodes.remove(labelled);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(workers).allMatch(worker -> record(worker).status() == WorkerStatus.LOST));
        TestNode next = node("gpu");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(workers)
                        .allMatch(worker -> record(worker).status() == WorkerStatus.RUNNING
                                && managerOf(worker).orElseThrow().equals(idOf(next))));
    }

    @Test
    void everyNodeIsRestartedAndEveryCommandHasOneOutcome() {
        node();
        node();
        allKnowAll();
        List<UUID> workers = spawn(nodes.get(0), 6);
        TestNode caller = node();
        Platform.right(caller.redis().subscriber().follow(channel, outcomes));
        List<UUID> commands = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            workers.forEach(worker -> commands.add(send(caller, worker)));
            TestNode leaving = nodes.remove(0);
            leaving.close();
            workers.forEach(worker -> commands.add(send(caller, worker)));
            node();
        }
        List<Event> answers = commands.stream().map(outcomes::await).toList();

        assertThat(answers).allMatch(event -> event.eventType().equals("GET_INFO_WORKER_SUCCEEDED"));
        List<UUID> decided =
                outcomes.seen().stream().map(Event::eventId).distinct().toList();
        assertThat(decided).hasSize(commands.size());
        assertThat(records().values())
                .filteredOn(record -> workers.contains(record.workerId()))
                .allMatch(record -> record.status() == WorkerStatus.RUNNING);
    }

    @Test
    void aPortThatIsTakenAndANodeThatIsNotThereAreSaid() {
        TestNode first = node();
        NodeAddress taken =
                NodeAddress.read(first.manager().clusterAddress().orElseThrow()).orElseThrow();
        try (TestNode second = new TestNode(brokers, ClusterConfig.local(taken.port(), List.of()))) {
            assertThat(second.started().fold(Failure::code, pending -> "", on -> ""))
                    .isEqualTo("CLUSTER_UNAVAILABLE");
        }
        ClusterConfig local = ClusterConfig.local(0, List.of(new NodeAddress("127.0.0.1", 1)));
        ClusterConfig impatient = new ClusterConfig(
                local.listen(),
                local.join(),
                local.labels(),
                local.keys(),
                local.splitBrain(),
                local.stableAfter(),
                Duration.ofMillis(500));
        try (TestNode alone = new TestNode(brokers, impatient)) {
            assertThat(alone.started().fold(Failure::message, pending -> "", on -> ""))
                    .contains("127.0.0.1:1");
        }
    }
}
