package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.framewright.transport.WorkerRegistry;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
                caller.ask(
                        DestinationNames.PROCESS_MANAGER_QUEUE,
                        outcomes,
                        CommandTypes.SPAWN_WORKER,
                        "{'responseChannel': '" + channel + "', 'workQueue': '" + worker + "'}");
                caller.ask(
                        DestinationNames.workQueue(worker),
                        outcomes,
                        CommandTypes.LOAD_WORKER_FRAME_MANAGER,
                        "{'frame': 'kept', 'source': {'type': 'rows', 'rows': [{'a': 1}, {'a': 2}]}}");
                caller.send(DestinationNames.workQueue(worker), poison);
                caller.send(DestinationNames.workQueue(worker), next);
                while (deaths < 3) {
                    host.awaitDeath();
                    deaths++;
                    host = host(brokers);
                }
                Event failed = outcomes.await(poison.commandId());
                assertThat(failed.eventType()).isEqualTo("HALT_FAILED");
                assertThat(failed.data().path("error").path("code").asText()).isEqualTo("POISON_COMMAND");
                assertThat(failed.data()
                                .path("error")
                                .path("detail")
                                .path("crashes")
                                .asInt())
                        .isEqualTo(3);
                Event rows = outcomes.await(next.commandId());
                assertThat(rows.eventType()).isEqualTo("QUERY_WORKER_FRAME_MANAGER_SUCCEEDED");
                assertThat(rows.data().path("rows").findValuesAsText("a")).containsExactly("1", "2");
                assertThat(host.isAlive()).isTrue();
                assertThat(deadLetter(caller)).isEqualTo(CommandCodec.write(poison));
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
                caller.ask(
                        DestinationNames.PROCESS_MANAGER_QUEUE,
                        outcomes,
                        CommandTypes.SPAWN_WORKER,
                        "{'responseChannel': '" + channel + "', 'workQueue': '" + worker + "'}");
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

    private ManagerHost host(BrokerPair brokers) throws IOException {
        return ManagerHost.start(brokers.amqpUri(), brokers.redisUri(), dataRoot, LEASE);
    }

    private static byte[] deadLetter(Caller caller) throws InterruptedException {
        BlockingQueue<Delivery> taken = new LinkedBlockingQueue<>();
        Subscription subscription =
                Platform.right(caller.broker().consumer().consume(DestinationNames.DEAD_LETTER_QUEUE, 1, taken::add));
        Delivery first = taken.poll(30, TimeUnit.SECONDS);
        subscription.close();
        assertThat(first).isNotNull();
        return first.body();
    }
}
