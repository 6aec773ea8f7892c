package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.event.Event;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStatus;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three nodes, each on a host of its own, and a cable that is pulled. */
@Brokers(BrokerKind.REAL)
class PartitionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int NODES = 3;
    private static final int WORKERS = 9;
    private static final int LOST = 2;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private final BrokerPair brokers;
    private final List<UnixRelay> relays = new ArrayList<>();
    private final List<PartitionNode> nodes = new ArrayList<>();
    private final String channel = "test:" + UUID.randomUUID();
    private final Map<UUID, List<UUID>> sent = new LinkedHashMap<>();
    private TestNetwork network;
    private Caller caller;
    private Outcomes outcomes;

    PartitionTest(BrokerPair brokers) {
        this.brokers = brokers;
    }

    @BeforeEach
    void start() throws Exception {
        assumeTrue(TestNetwork.isPossible(), "no network namespaces here: that takes Linux, root and iproute2");
        TestKeys.make(directory, "nodes");
        network = new TestNetwork(NODES);
        for (int host = 0; host < NODES; host++) {
            Path amqp = directory.resolve("amqp-" + host);
            Path redis = directory.resolve("redis-" + host);
            relays.add(UnixRelay.into(brokers.amqpUri(), amqp));
            relays.add(UnixRelay.into(brokers.redisUri(), redis));
            nodes.add(
                    PartitionNode.start(network, host, directory, brokers.amqpUri(), brokers.redisUri(), amqp, redis));
        }
        caller = Caller.connect(brokers.amqpUri(), brokers.redisUri());
        outcomes = caller.follow(channel);
        for (int i = 0; i < WORKERS; i++) {
            UUID worker = UUID.randomUUID();
            caller.ask(
                    DestinationNames.PROCESS_MANAGER_QUEUE,
                    outcomes,
                    CommandTypes.SPAWN_WORKER,
                    "{'responseChannel': '" + channel + "', 'workQueue': '" + worker + "'}");
            caller.ask(
                    DestinationNames.workQueue(worker),
                    outcomes,
                    CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                    "{'frame': 'counter', 'source': {'type': 'rows', 'rows': [{'n': 0}]}}");
            sent.put(worker, new ArrayList<>());
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (PartitionNode node : nodes) {
            node.close();
        }
        for (UnixRelay relay : relays) {
            relay.close();
        }
        if (network != null) {
            network.close();
        }
        if (caller != null) {
            caller.close();
        }
    }

    @Test
    void aNodeThatTheOthersDoNotHearEndsAndItsWorkersGoOnWithThemThoughItReachedTheServersAllTheTime()
            throws Exception {
        Set<UUID> moving = workersOf(LOST);
        assertThat(moving).isNotEmpty();
        countUp();

        network.pullOut(LOST);
        countUpUntil(() -> nodes.get(LOST).exit().isPresent());

        assertThat(nodes.get(LOST).exit()).contains(PartitionNode.SHUT_OUT);
        goneOver(moving);
        everyCommandWasDoneOnce(true);
    }

    @Test
    void aNodeThatComesBackFromNowhereWritesNothing() throws Exception {
        Set<UUID> moving = workersOf(LOST);
        assertThat(moving).isNotEmpty();
        countUp();

        network.pullOut(LOST);
        relays.subList(2 * LOST, 2 * LOST + 2).forEach(relay -> relay.block(true));
        countUpUntil(() -> workersOf(LOST).isEmpty());
        goneOver(moving);
        // All that it has said meanwhile comes through now.
        relays.subList(2 * LOST, 2 * LOST + 2).forEach(relay -> relay.block(false));
        network.plugIn(LOST);
        countUpUntil(() -> nodes.get(LOST).exit().isPresent());

        assertThat(nodes.get(LOST).exit()).contains(PartitionNode.SHUT_OUT);
        // RabbitMQ has given it messages that nobody else got before its connection was known to be dead.
        everyCommandWasDoneOnce(false);
    }

    private Map<UUID, WorkerRecord> records() {
        return Platform.right(caller.redis().registry().list()).stream()
                .filter(record -> sent.containsKey(record.workerId()))
                .collect(Collectors.toMap(WorkerRecord::workerId, record -> record));
    }

    private Set<UUID> workersOf(int node) {
        return records().values().stream()
                .filter(record -> record.managerId().equals(nodes.get(node).managerId()))
                .map(WorkerRecord::workerId)
                .collect(Collectors.toSet());
    }

    /** One more change to each frame, which shows when it is done twice. */
    private void countUp() {
        sent.forEach((worker, commands) -> {
            Command command = Platform.command(
                    CommandTypes.MODIFY_WORKER_FRAME_MANAGER,
                    "{'frame': 'counter', 'operations': [{'op': 'derive', 'column': 'n', 'as': 'n + 1'}]}");
            caller.send(DestinationNames.workQueue(worker), command);
            commands.add(command.commandId());
        });
    }

    private void countUpUntil(Callable<Boolean> done) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(() -> {
            countUp();
            return done.call();
        });
    }

    private void goneOver(Set<UUID> workers) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(workersOf(LOST)).isEmpty();
            assertThat(records().values())
                    .filteredOn(record -> workers.contains(record.workerId()))
                    .hasSize(workers.size())
                    .allMatch(record -> record.status() == WorkerStatus.RUNNING && record.epoch() > 1);
        });
    }

    private void everyCommandWasDoneOnce(boolean inOrder) {
        countUp();
        sent.forEach((worker, commands) -> {
            commands.forEach(command ->
                    assertThat(Outcomes.code(outcomes.await(command))).isEmpty());
            Event rows = caller.ask(
                    DestinationNames.workQueue(worker),
                    outcomes,
                    CommandTypes.QUERY_WORKER_FRAME_MANAGER,
                    "{'frame': 'counter'}");
            assertThat(rows.data().path("rows").path(0).path("n").asInt())
                    .as("%s", rows)
                    .isEqualTo(commands.size());
            inOneLine(worker, commands, inOrder);
        });
    }

    /** One outcome for each command; no hole, and epochs never go back. */
    private void inOneLine(UUID worker, List<UUID> commands, boolean inOrder) {
        List<Event> events = outcomes.seen().stream()
                .filter(event -> worker.equals(event.workerId()) && event.sequence() > 0)
                .filter(event -> event.epoch() > 0)
                .distinct()
                .sorted((one, other) -> Long.compare(one.sequence(), other.sequence()))
                .toList();
        assertThat(events)
                .extracting(Event::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                        .mapToObj(i -> (long) i)
                        .toList());
        assertThat(events).extracting(Event::epoch).isSorted();
        Set<UUID> wanted = Set.copyOf(commands);
        List<UUID> decided = events.stream()
                .filter(event -> event.outcome().isTerminal() && wanted.contains(event.commandId()))
                .map(Event::commandId)
                .toList();
        if (inOrder) {
            assertThat(decided).containsExactlyElementsOf(commands);
        } else {
            assertThat(decided).containsExactlyInAnyOrderElementsOf(commands);
        }
    }
}
