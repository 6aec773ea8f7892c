package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.event.Event;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.PrivateSentinels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis primary dies, its Sentinels make the replica the primary, and everybody goes on there. */
@Brokers
class RedisFailoverTest {
    @TempDir
    Path dataRoot;

    @Test
    void commandsGoOnAtTheNewPrimary(BrokerPair brokers) {
        Optional<PrivateSentinels> started = PrivateSentinels.start();
        assumeThat(started).as("an installed redis-server").isPresent();
        try (PrivateSentinels redis = started.orElseThrow();
                Platform platform = Platform.start(brokers.amqpUri(), redis.uri(), dataRoot)) {
            String channel = "test:" + UUID.randomUUID();
            Outcomes outcomes = platform.follow(channel);
            UUID worker = platform.spawn(channel).workerId();
            List<Command> commands = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                commands.add(Platform.command(CommandTypes.GET_INFO_WORKER, "{}"));
                platform.send(worker, commands.get(i));
            }
            commands.forEach(command -> outcomes.await(command.commandId()));
            redis.awaitReplicated();

            redis.killPrimary();
            for (int i = 200; i < 400; i++) {
                commands.add(Platform.command(CommandTypes.GET_INFO_WORKER, "{}"));
                platform.send(worker, commands.get(i));
            }

            await().atMost(Duration.ofMinutes(1)).until(redis::hasFailedOver);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(Platform.right(platform.redis()
                                            .subscriber()
                                            .read(DestinationNames.workerEvents(worker), 0, 1_000))
                                    .events())
                            .extracting(Event::commandId)
                            .containsExactlyElementsOf(
                                    commands.stream().map(Command::commandId).toList()));
            Event after = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
            assertThat(after.sequence()).isEqualTo(401);
            assertThat(after.epoch()).isOne();
        }
    }
}
