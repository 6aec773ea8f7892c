package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.event.Event;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.Crash;
import io.framewright.transport.CrashCount;
import io.framewright.transport.Delivery;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Idling;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStatus;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.FreePorts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that ends the process of its worker each time it runs; real processes. */
@Brokers(value = BrokerKind.ANY, own = true)
class PoisonTest {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final Duration LONG_LEASE = Duration.ofMinutes(10);

    @TempDir
    Path dataRoot;

    @Test
    void theThirdProcessToDieGivesTheCommandUpAndTheNextOneRunsOnTheFramesAsTheyWere(BrokerPair brokers)
            throws IOException, InterruptedException {
        String channel = "test:" + UUID.randomUUID();
        UUID worker = UUID.randomUUID();
        try (Caller caller = Caller.connect(brokers.amqpUri(), brokers.redisUri())) {
            Outcomes outcomes = caller.follow(channel);
            Command poison = Platform.command(ManagerHost.HALT, "{}");
            Command next = Platform.command(CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 'kept'}");
            int deaths = 0;
            ManagerHost host = host(brokers);
            try {
                spawn(caller, outcomes, channel, worker);
                load(caller, outcomes, worker);
                caller.send(DestinationNames.workQueue(worker), poison);
                caller.send(DestinationNames.workQueue(worker), next);
                while (deaths < 3) {
                    host.awaitDeath();
                    deaths++;
                    host = host(brokers);
                }
                assertGivenUp(outcomes, poison, next);
                assertThat(host.isAlive()).isTrue();
                assertDeadLetter(caller, poison);
            } finally {
                host.kill();
            }
        }
    }

    @Test
    void threeDeathsOfAHostAreNotHeldAgainstWorkersThatWereIdle(BrokerPair brokers)
            throws IOException, InterruptedException {
        String channel = "test:" + UUID.randomUUID();
        UUID worker = UUID.randomUUID();
        try (Caller caller = Caller.connect(brokers.amqpUri(), brokers.redisUri())) {
            Outcomes outcomes = caller.follow(channel);
            ManagerHost host = host(brokers);
            try {
                spawn(caller, outcomes, channel, worker);
                for (int deaths = 0; deaths < 3; deaths++) {
                    host.kill();
                    host = host(brokers);
                    Event answer = caller.ask(
                            DestinationNames.workQueue(worker), outcomes, CommandTypes.GET_INFO_WORKER, "{}");
                    assertThat(answer.epoch()).isEqualTo(deaths + 2);
                }
            } finally {
                host.kill();
            }
            WorkerRegistry registry = caller.redis().registry();
            StartedWorker after = Platform.right(registry.begin(new WorkerStart(
                    worker,
                    Instant.now(),
                    1,
                    channel,
                    "here",
                    UUID.randomUUID(),
                    WorkerStart.Intent.TAKE_OVER,
                    0,
                    Idling.NEVER)));
            assertThat(after.crashedBy()).isEmpty();
            assertThat(Platform.right(registry.crashed(
                            after.lease(), new Crash(after.lease().epoch(), null), Duration.ofMinutes(10))))
                    .isEqualTo(new CrashCount(0, 1, true));
        }
    }

    @Test
    void aClusterCountsTheDeathsOfItsNodesBeforeAnyLeaseHasLapsed(BrokerPair brokers)
            throws IOException, InterruptedException {
        String channel = "test:" + UUID.randomUUID();
        UUID worker = UUID.randomUUID();
        List<Integer> ports = FreePorts.find(2);
        Map<Integer, ManagerHost> nodes = new HashMap<>();
        try (Caller caller = Caller.connect(brokers.amqpUri(), brokers.redisUri())) {
            Outcomes outcomes = caller.follow(channel);
            for (int port : ports) {
                nodes.put(port, node(brokers, port, nodes.keySet()));
            }
            awaitAllUp(caller, outcomes, channel, nodes);
            spawn(caller, outcomes, channel, worker);
            load(caller, outcomes, worker);
            Command poison = Platform.command(ManagerHost.HALT, "{'gated': true}");
            Command next = Platform.command(CommandTypes.QUERY_WORKER_FRAME_MANAGER, "{'frame': 'kept'}");
            caller.send(DestinationNames.workQueue(worker), poison);
            caller.send(DestinationNames.workQueue(worker), next);
            for (int deaths = 0; deaths < 3; deaths++) {
                int port = awaitHost(caller, worker, nodes);
                ManagerHost host = Objects.requireNonNull(nodes.remove(port));
                host.permitHalt();
                host.awaitDeath();
                nodes.put(port, node(brokers, port, nodes.keySet()));
                awaitAllUp(caller, outcomes, channel, nodes);
            }
            assertGivenUp(outcomes, poison, next);
            assertThat(nodes.values()).allMatch(ManagerHost::isAlive);
            assertDeadLetter(caller, poison);
        } finally {
            for (ManagerHost node : nodes.values()) {
                node.kill();
            }
        }
    }

    /** Each node has been taken up, and the others know its process. */
    private static void awaitAllUp(Caller caller, Outcomes outcomes, String channel, Map<Integer, ManagerHost> nodes) {
        List<Long> alive = nodes.values().stream().map(ManagerHost::pid).toList();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            List<Long> up = new ArrayList<>();
            caller.ask(
                            DestinationNames.PROCESS_MANAGER_QUEUE,
                            outcomes,
                            CommandTypes.GET_INFO_PROCESS_MANAGER,
                            "{'responseChannel': '" + channel + "'}")
                    .data()
                    .path("nodes")
                    .forEach(node -> {
                        if (node.path("state").asText().equals("UP") && node.has("address")) {
                            up.add(node.path("pid").asLong());
                        }
                    });
            assertThat(up).containsExactlyInAnyOrderElementsOf(alive);
        });
    }

    /** The port of the node on which the worker runs. */
    private static int awaitHost(Caller caller, UUID worker, Map<Integer, ManagerHost> nodes) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            WorkerRecord record = Platform.right(
                                            caller.redis().registry().find(worker))
                                    .orElseThrow();
                            return nodes.entrySet().stream()
                                    .filter(node -> record.status() == WorkerStatus.RUNNING
                                            && node.getValue().pid() == record.pid())
                                    .map(Map.Entry::getKey)
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private ManagerHost host(BrokerPair brokers) throws IOException {
        return ManagerHost.start(brokers.amqpUri(), brokers.redisUri(), dataRoot, LEASE);
    }

    private ManagerHost node(BrokerPair brokers, int port, Collection<Integer> others) throws IOException {
        return ManagerHost.startNode(brokers.amqpUri(), brokers.redisUri(), dataRoot, LONG_LEASE, port, others);
    }

    private static void spawn(Caller caller, Outcomes outcomes, String channel, UUID worker) {
        caller.ask(
                DestinationNames.PROCESS_MANAGER_QUEUE,
                outcomes,
                CommandTypes.SPAWN_WORKER,
                "{'responseChannel': '" + channel + "', 'workQueue': '" + worker + "'}");
    }

    private static void load(Caller caller, Outcomes outcomes, UUID worker) {
        caller.ask(
                DestinationNames.workQueue(worker),
                outcomes,
                CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                "{'frame': 'kept', 'source': {'type': 'rows', 'rows': [{'a': 1}, {'a': 2}]}}");
    }

    private static void assertGivenUp(Outcomes outcomes, Command poison, Command next) {
        Event failed = outcomes.await(poison.commandId());
        assertThat(failed.eventType()).isEqualTo("HALT_FAILED");
        assertThat(failed.data().path("error").path("code").asText()).isEqualTo("POISON_COMMAND");
        assertThat(failed.data().path("error").path("detail").path("crashes").asInt())
                .isEqualTo(3);
        Event rows = outcomes.await(next.commandId());
        assertThat(rows.eventType()).isEqualTo("QUERY_WORKER_FRAME_MANAGER_SUCCEEDED");
        assertThat(rows.data().path("rows").findValuesAsText("a")).containsExactly("1", "2");
    }

    private static void assertDeadLetter(Caller caller, Command poison) throws InterruptedException {
        BlockingQueue<Delivery> taken = new LinkedBlockingQueue<>();
        Subscription subscription =
                Platform.right(caller.broker().consumer().consume(DestinationNames.DEAD_LETTER_QUEUE, 1, taken::add));
        Delivery first = taken.poll(30, TimeUnit.SECONDS);
        assertThat(first).isNotNull();
        assertThat(first.body()).isEqualTo(CommandCodec.write(poison));
        first.acknowledge();
        subscription.close();
    }
}
