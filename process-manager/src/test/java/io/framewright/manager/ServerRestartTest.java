package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventPage;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.KillableServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed without warning and started again, its data kept on disk, in the middle of many commands. Counted
 * is what the streams hold: each command one outcome, never another.
 */
@Brokers(value = BrokerKind.REAL, own = true)
class ServerRestartTest {
    private static final int COMMANDS = 10_000;
    private static final int WORKERS = 4;
    private static final Executor AFTER_A_PAUSE = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    @TempDir
    Path dataRoot;

    @Test
    void theBrokerIsKilledInTheMiddleOfTenThousandCommands(BrokerPair brokers) {
        everyCommandHasOneOutcome(brokers, killable(brokers.broker()));
    }

    @Test
    void redisIsKilledInTheMiddleOfTenThousandCommands(BrokerPair brokers) {
        everyCommandHasOneOutcome(brokers, killable(brokers.redis()));
    }

    private void everyCommandHasOneOutcome(BrokerPair brokers, KillableServer server) {
        try (Platform platform = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot)) {
            List<UUID> workers = new ArrayList<>();
            String channel = "test:" + UUID.randomUUID();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(platform.spawn(channel).workerId());
            }
            workers.forEach(worker -> server.awaitOnDisk(worker.toString()));
            List<CompletionStage<Either<Failure, String>>> published = new ArrayList<>();
            List<Command> commands = IntStream.range(0, COMMANDS)
                    .mapToObj(i -> Platform.command(CommandTypes.GET_INFO_WORKER, "{}"))
                    .toList();
            for (int i = 0; i < COMMANDS / 2; i++) {
                published.add(publish(platform, workers.get(i % WORKERS), commands.get(i)));
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> handled(platform, workers) >= COMMANDS / 10);
            server.kill();
            for (int i = COMMANDS / 2; i < COMMANDS; i++) {
                published.add(publish(platform, workers.get(i % WORKERS), commands.get(i)));
            }
            server.restart();

            Map<UUID, Set<UUID>> outcomes = new HashMap<>();
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        outcomes.clear();
                        workers.forEach(worker -> recorded(platform, worker)
                                .forEach(event -> outcomes.computeIfAbsent(event.commandId(), id -> new HashSet<>())
                                        .add(event.eventId())));
                        assertThat(outcomes.size())
                                .as(() -> whereTheyAre(platform, workers, published))
                                .isEqualTo(COMMANDS);
                    });
            assertThat(outcomes.keySet())
                    .containsExactlyInAnyOrderElementsOf(
                            commands.stream().map(Command::commandId).toList());
            assertThat(outcomes.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
            workers.forEach(worker -> assertThat(
                            Platform.right(Platform.join(platform.manager().kill(worker, true))))
                    .isTrue());
        }
    }

    /** For whoever has to find out why an outcome is missing. */
    private static String whereTheyAre(
            Platform platform, List<UUID> workers, List<CompletionStage<Either<Failure, String>>> published) {
        long open = published.stream()
                .filter(stage -> !stage.toCompletableFuture().isDone())
                .count();
        long refused = published.stream()
                .filter(stage -> stage.toCompletableFuture().isDone()
                        && stage.toCompletableFuture().join().isLeft())
                .count();
        StringBuilder where = new StringBuilder("unconfirmed " + open + ", refused " + refused);
        for (UUID worker : workers) {
            where.append("; ")
                    .append(worker)
                    .append(": ")
                    .append(recorded(platform, worker).size())
                    .append(" events, queue ")
                    .append(platform.broker().consumer().depth(worker.toString()))
                    .append(", ")
                    .append(platform.manager().session(worker));
        }
        return where.toString();
    }

    /** As a caller must: what the broker says it did not take is sent again, under the same id. */
    private static CompletionStage<Either<Failure, String>> publish(Platform platform, UUID worker, Command command) {
        return platform.publish(worker, command)
                .thenCompose(taken -> taken.isRight()
                        ? CompletableFuture.completedStage(taken)
                        : CompletableFuture.supplyAsync(() -> taken, AFTER_A_PAUSE)
                                .thenCompose(refused -> publish(platform, worker, command)));
    }

    private static KillableServer killable(Optional<KillableServer> server) {
        assumeThat(server)
                .as("a server of our own to kill; containers and given ones are not")
                .isPresent();
        return server.orElseThrow();
    }

    private static long handled(Platform platform, List<UUID> workers) {
        return workers.stream()
                .mapToLong(worker ->
                        platform.manager().session(worker).orElseThrow().commandsHandled())
                .sum();
    }

    /** Read as a client would: on from the last sequence it has. */
    private static List<Event> recorded(Platform platform, UUID worker) {
        List<Event> events = new ArrayList<>();
        EventPage page;
        do {
            long after = events.isEmpty() ? 0 : events.get(events.size() - 1).sequence();
            page = Platform.right(
                    platform.redis().subscriber().read(DestinationNames.workerEvents(worker), after, 1_000));
            assertThat(page.missed()).isZero();
            events.addAll(page.events());
        } while (!page.events().isEmpty());
        assertThat(events)
                .extracting(Event::sequence)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, events.size())
                        .mapToObj(i -> (long) i)
                        .toList());
        return events;
    }

    @Test
    void whatWasQueuedBeforeTheBrokerDiedIsRunAfterwards(BrokerPair brokers) {
        try (Platform platform = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot)) {
            String channel = "test:" + UUID.randomUUID();
            Outcomes outcomes = platform.follow(channel);
            UUID worker = platform.spawn(channel).workerId();
            platform.manager().close();
            Command queued = Platform.command(CommandTypes.GET_INFO_WORKER, "{}");
            platform.sendTo(DestinationNames.workQueue(worker), CommandCodec.write(queued));
            KillableServer broker = killable(brokers.broker());
            broker.awaitOnDisk(worker.toString());
            broker.kill();
            broker.restart();
            platform.restartManager();
            assertThat(outcomes.await(queued.commandId()).epoch()).isEqualTo(2);
        }
    }
}
