package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.Outcome;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Idling;
import io.framewright.transport.StartedWorker;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.WorkerStatus;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.worker.CommandContext;
import io.framewright.worker.CommandHandler;
import io.framewright.worker.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Workers that crash too often, and those that only look so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Brokers(BrokerKind.ANY)
class QuarantineTest {
    @TempDir
    static Path dataRoot;

    private Platform platform;
    private final String channel = "test:" + UUID.randomUUID();

    /** Crashes at the first run of each command. */
    private static final class CrashOnce implements CommandHandler {
        private final Set<UUID> ran = new HashSet<>();

        @Override
        public String commandType() {
            return "CRASH_ONCE";
        }

        @Override
        public synchronized Either<Failure, Reply> handle(Command command, CommandContext context) {
            if (ran.add(command.commandId())) {
                throw new IllegalStateException("crash on purpose");
            }
            return Either.right(Reply.of(Platform.json("{}")));
        }
    }

    @BeforeAll
    void start(BrokerPair brokers) {
        platform = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot, new CrashOnce());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void aWorkerThatCrashesThreeTimesWaitsUntilSomebodySpawnsItAgain() {
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        for (int i = 0; i < 2; i++) {
            assertThat(platform.ask(worker, outcomes, "CRASH_ONCE", "{}").eventType())
                    .isEqualTo("CRASH_ONCE_SUCCEEDED");
        }
        Command third = Platform.command("CRASH_ONCE", "{}");
        platform.send(worker, third);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(status(worker)).isEqualTo(WorkerStatus.QUARANTINED));
        assertThat(outcomes.seen()).anySatisfy(event -> {
            assertThat(event.eventType()).isEqualTo(Outcome.WORKER_QUARANTINED);
            assertThat(event.workerId()).isEqualTo(worker);
            assertThat(event.data().path("restarts").asInt()).isEqualTo(3);
        });
        assertThat(Platform.right(Platform.join(platform.manager().workers(Optional.of(WorkerStatus.QUARANTINED)))))
                .extracting(WorkerRecord::workerId)
                .contains(worker);
        Command waiting = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
        platform.send(worker, waiting);
        // A manager that starts looks for workers that nobody has: not for this one.
        UUID left = platform.spawn(channel).workerId();
        platform.restartManager();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(status(left)).isEqualTo(WorkerStatus.RUNNING));
        assertThat(status(worker)).isEqualTo(WorkerStatus.QUARANTINED);
        assertThat(Platform.right(platform.broker().consumer().depth(DestinationNames.workQueue(worker))))
                .isEqualTo(2);

        Platform.right(Platform.join(platform.manager().spawn(channel, worker)));

        assertThat(outcomes.await(third.commandId()).eventType()).isEqualTo("CRASH_ONCE_SUCCEEDED");
        assertThat(outcomes.await(waiting.commandId()).eventType()).isEqualTo("GET_INFO_WORKER_SUCCEEDED");
        assertThat(status(worker)).isEqualTo(WorkerStatus.RUNNING);
    }

    @Test
    void aWorkerInQuarantineIsKilledWithoutBeingBroughtUp() {
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        List<Command> commands = IntStream.range(0, 3)
                .mapToObj(i -> Platform.command("CRASH_ONCE", "{}"))
                .toList();
        commands.forEach(command -> platform.send(worker, command));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(status(worker)).isEqualTo(WorkerStatus.QUARANTINED));
        assertThat(Platform.right(Platform.join(platform.manager().kill(worker, false))))
                .isTrue();
        assertThat(outcomes.await(commands.get(2).commandId()).eventType()).startsWith("CRASH_ONCE_");
        assertThat(Platform.right(platform.redis().registry().find(worker))).isEmpty();
    }

    @Test
    void tenGracefulDrainsRaiseNoCount() {
        Outcomes outcomes = platform.follow(channel);
        UUID worker = platform.spawn(channel).workerId();
        for (int drain = 0; drain < 10; drain++) {
            List<Command> commands = IntStream.range(0, 300)
                    .mapToObj(i -> Platform.command(CommandTypes.GET_INFO_WORKER, "{}"))
                    .toList();
            commands.forEach(command -> platform.publish(worker, command));
            platform.restartManager();
            commands.forEach(command ->
                    assertThat(outcomes.await(command.commandId()).eventType()).isEqualTo("GET_INFO_WORKER_SUCCEEDED"));
        }
        Event last = platform.ask(worker, outcomes, CommandTypes.GET_INFO_WORKER, "{}");
        assertThat(last.epoch()).isEqualTo(11);
        platform.manager().close();
        StartedWorker after = Platform.right(platform.redis()
                .registry()
                .begin(new WorkerStart(
                        worker,
                        Instant.now(),
                        1,
                        channel,
                        "here",
                        UUID.randomUUID(),
                        WorkerStart.Intent.ADOPT,
                        0,
                        Idling.NEVER)));
        assertThat(after.crashed()).isFalse();
        assertThat(after.crashedBy()).isEmpty();
        Platform.right(platform.redis().registry().remove(worker, Duration.ZERO));
        platform.restartManager();
    }

    private WorkerStatus status(UUID worker) {
        return Platform.right(platform.redis().registry().find(worker))
                .map(WorkerRecord::status)
                .orElseThrow();
    }
}
