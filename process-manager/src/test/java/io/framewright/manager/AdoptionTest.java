package io.framewright.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How workers go from one manager to others. */
@Brokers(BrokerKind.ANY)
class AdoptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path dataRoot;

    /** Works until it is let go. */
    private record Hold(CountDownLatch began, CountDownLatch letGo) implements CommandHandler {
        @Override
        public String commandType() {
            return "HOLD";
        }

        @Override
        public Either<Failure, Reply> handle(Command command, CommandContext context) {
            began.countDown();
            try {
                letGo.await();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return Either.right(Reply.of(Platform.json("{}")));
        }
    }

    @Test
    void manyWorkersThatWereLeftAreSharedByTwoManagersEachStartedOnce(BrokerPair brokers) {
        String channel = "test:" + UUID.randomUUID();
        Set<UUID> left = new HashSet<>();
        try (Platform first = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot);
                Platform second = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot)) {
            WorkerRegistry registry = first.redis().registry();
            for (int i = 0; i < 120; i++) {
                Lease lease = Platform.right(registry.begin(new WorkerStart(
                                UUID.randomUUID(),
                                Instant.now(),
                                1,
                                channel,
                                "nowhere",
                                UUID.randomUUID(),
                                WorkerStart.Intent.SPAWN,
                                0,
                                Idling.NEVER)))
                        .lease();
                Platform.right(registry.leave(lease));
                left.add(lease.workerId());
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Platform.right(registry.list()))
                            .filteredOn(record -> left.contains(record.workerId()))
                            .allSatisfy(record -> {
                                assertThat(record.status()).isEqualTo(WorkerStatus.RUNNING);
                                assertThat(record.epoch()).isEqualTo(2);
                            })
                            .hasSize(120));
            left.forEach(worker -> Platform.join(first.manager().kill(worker, false)));
        }
    }

    @Test
    void aManagerThatShutsDownKeepsItsLeasesUntilItsCommandsHaveEnded(BrokerPair brokers) throws InterruptedException {
        String channel = "test:" + UUID.randomUUID();
        Hold hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
        try (Platform leaving = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot, hold);
                Platform other = Platform.start(brokers.amqpUri(), brokers.redisUri(), dataRoot)) {
            Outcomes outcomes = leaving.follow(channel);
            UUID worker = leaving.spawn(channel).workerId();
            Command work = Platform.command("HOLD", "{}");
            leaving.send(worker, work);
            hold.began().await();
            CompletableFuture<Void> closing =
                    CompletableFuture.runAsync(() -> leaving.manager().close());
            Instant begun = record(other, worker).heartbeatOn();
            // Longer than the lease of these managers, which is two seconds.
            await().atMost(PATIENCE)
                    .until(() -> record(other, worker).heartbeatOn().isAfter(begun.plusSeconds(3)));
            assertThat(record(other, worker).epoch()).isOne();
            assertThat(closing).isNotDone();
            hold.letGo().countDown();
            assertThat(outcomes.await(work.commandId()).eventType()).isEqualTo("HOLD_SUCCEEDED");
            closing.join();
            await().atMost(PATIENCE).until(() -> record(other, worker).epoch() == 2);
        }
    }

    private static WorkerRecord record(Platform platform, UUID worker) {
        return Platform.right(platform.redis().registry().find(worker)).orElseThrow();
    }
}
