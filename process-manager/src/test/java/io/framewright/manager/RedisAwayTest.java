package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.frame.Frames;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.FaultProxy;
import io.framewright.worker.HostMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While Redis is away commands are held: no frame is swapped, nothing is acknowledged, and operators can see why. */
@Brokers
class RedisAwayTest {
    private static final String LOAD = "{'frame': 't', 'source': {'type': 'rows', 'rows': [{'n': 1}, {'n': 2}]}}";

    @TempDir
    Path dataRoot;

    @Test
    void nothingIsSwappedOrAcknowledgedUntilItIsBack(BrokerPair brokers) {
        try (FaultProxy redis = FaultProxy.inFrontOf(brokers.redisUri());
                Platform platform = Platform.start(
                        brokers.amqpUri(),
                        redis.uri(brokers.redisUri()),
                        brokers.amqpUri(),
                        brokers.redisUri(),
                        dataRoot)) {
            String channel = "test:" + UUID.randomUUID();
            Outcomes outcomes = platform.follow(channel);
            UUID worker = platform.spawn(channel).workerId();
            assertThat(platform.ask(worker, outcomes, CommandTypes.LOAD_WORKER_FRAME_MANAGER, LOAD)
                            .eventType())
                    .endsWith("_SUCCEEDED");
            // An outcome is told before the frames are swapped: what has been committed is what counts.
            await().until(() -> platform.manager()
                            .session(worker)
                            .orElseThrow()
                            .frameManager()
                            .frames()
                            .size()
                    == 1);
            Frames before = platform.manager()
                    .session(worker)
                    .orElseThrow()
                    .frameManager()
                    .frames();
            await().untilAsserted(() ->
                    assertThat(platform.manager().health().isReady()).isTrue());

            redis.refuse();
            Command load = Platform.command(CommandTypes.LOAD_WORKER_FRAME_MANAGER, LOAD.replace("[", "[{'n': 0}, "));
            platform.send(worker, load);
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                Health health = platform.manager().health();
                assertThat(health.isReady()).isFalse();
                assertThat(health.checks())
                        .filteredOn(check -> !check.ok())
                        .singleElement()
                        .satisfies(check -> {
                            assertThat(check.name()).isEqualTo("redis");
                            assertThat(check.message()).contains("does not answer");
                        });
            });
            assertThat(outcomes.of(load.commandId())).isNotDone();
            assertThat(platform.manager()
                            .session(worker)
                            .orElseThrow()
                            .frameManager()
                            .frames())
                    .as("the frames are as before")
                    .isSameAs(before);
            assertThat(platform.manager().session(worker).orElseThrow().commandsHandled())
                    .isOne();

            redis.resume();
            assertThat(outcomes.await(load.commandId()).data().path("rowCount").asInt())
                    .isEqualTo(3);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() ->
                            assertThat(platform.manager().health().isReady()).isTrue());
        }
    }

    @Test
    void framesThatWouldTakeTooMuchMemoryAreRefusedAndThoseThereStay(BrokerPair brokers) {
        HostMemory memory = new HostMemory(200_000, 1 << 30);
        try (Platform platform = Platform.start(
                io.framewright.transport.rabbitmq.AmqpConfig.of(brokers.amqpUri()),
                brokers.redisUri(),
                config -> config.withWorker(config.worker().withMemory(memory)),
                dataRoot)) {
            String channel = "test:" + UUID.randomUUID();
            Outcomes outcomes = platform.follow(channel);
            UUID worker = platform.spawn(channel).workerId();
            assertThat(platform.ask(worker, outcomes, CommandTypes.LOAD_WORKER_FRAME_MANAGER, thousandRows())
                            .eventType())
                    .endsWith("_SUCCEEDED");
            assertThat(memory.used()).isPositive();
            String wide = "{'frame': 't', 'into': 'u', 'operations': [" + derive(40) + "]}";
            assertThat(Outcomes.code(platform.ask(worker, outcomes, CommandTypes.MODIFY_WORKER_FRAME_MANAGER, wide)))
                    .isEqualTo("MEMORY_LIMIT");
            assertThat(platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}")
                            .data()
                            .path("frames"))
                    .isEqualTo(Platform.json("['t']"));
            assertThat(platform.ask(worker, outcomes, CommandTypes.KILL_WORKER_FRAME_MANAGER, "{}")
                            .eventType())
                    .endsWith("_SUCCEEDED");
            assertThat(platform.ask(worker, outcomes, CommandTypes.LOAD_WORKER_FRAME_MANAGER, thousandRows())
                            .eventType())
                    .as("there is room again")
                    .endsWith("_SUCCEEDED");
        }
    }

    private static String thousandRows() {
        return "{'frame': 't', 'source': {'type': 'rows', 'rows': ["
                + IntStream.range(0, 1_000)
                        .mapToObj(i -> "{'n': " + i * 7_919 + "}")
                        .collect(Collectors.joining(","))
                + "]}}";
    }

    private static String derive(int columns) {
        StringBuilder operations = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            operations
                    .append(i == 0 ? "" : ",")
                    .append("{'op': 'derive', 'column': 'c")
                    .append(i)
                    .append("', 'as': 'n * ")
                    .append(i)
                    .append(".5'}");
        }
        return operations.toString();
    }
}
