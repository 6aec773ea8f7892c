package io.framewright.transport.redis;

import static io.framewright.transport.testing.Answers.await;
import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.testing.Answers;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import io.framewright.transport.testing.KillableServer;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@Brokers(value = BrokerKind.EMBEDDED, own = true)
class RedisEventsTest {
    @Test
    void aWrongPasswordFailsAtOnceAndIsNotShown(BrokerPair brokers) {
        URI wrong = URI.create(brokers.redisUri().replaceFirst(":[^:@/]+@", ":wrong-secret@"));
        long started = System.nanoTime();
        Failure failure = left(RedisEvents.open(RedisConfig.of(wrong)));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(failure.code()).isEqualTo("REDIS_UNAVAILABLE");
        assertThat(failure.message()).contains("password").doesNotContain("wrong-secret");
        assertThat(RedisConfig.of(wrong).toString()).doesNotContain("wrong-secret");
    }

    @Test
    void anotherDatabaseOfTheSameServerIsAnotherWorld(BrokerPair brokers) {
        try (RedisEvents first = right(RedisEvents.open(config(brokers, "/0")));
                RedisEvents second = right(RedisEvents.open(config(brokers, "/1")))) {
            UUID worker = UUID.randomUUID();
            right(first.registry().start(start(worker)));
            assertThat(right(first.registry().find(worker))).isPresent();
            assertThat(right(second.registry().find(worker))).isEmpty();
        }
    }

    @Test
    void everyCommitIsAnsweredOverAKillAndARestartOfRedis(BrokerPair brokers) {
        KillableServer server = brokers.redis().orElseThrow();
        UUID worker = UUID.randomUUID();
        EventStream stream = DestinationNames.workerEvents(worker);
        int count = 3000;
        try (RedisEvents redis = right(RedisEvents.open(config(brokers, "")))) {
            Lease lease = right(redis.registry().start(start(worker)));
            List<CompletableFuture<CommitResult>> results = new ArrayList<>();
            for (long sequence = 1; sequence <= count; sequence++) {
                results.add(redis.publisher()
                        .commit(new Commit(stream, event(lease, sequence), "c", "hash"))
                        .toCompletableFuture()
                        .thenApply(Answers::right));
                if (sequence == count / 2) {
                    await(results.get(0));
                    server.kill();
                    server.restart();
                }
            }
            for (int i = 0; i < count; i++) {
                assertThat(((CommitResult.Committed) await(results.get(i))).sequence())
                        .isEqualTo(i + 1L);
            }
            assertThat(right(redis.subscriber().read(stream, count - 10L, 100)).events())
                    .hasSize(10);
        }
    }

    private static RedisConfig config(BrokerPair brokers, String database) {
        return RedisConfig.of(URI.create(brokers.redisUri() + database));
    }

    private static WorkerStart start(UUID worker) {
        return new WorkerStart(worker, Timestamps.now(), 1, "c", "h", UUID.randomUUID(), true);
    }

    private static Event event(Lease lease, long sequence) {
        return new Event(
                "TEST_SUCCEEDED",
                UUID.randomUUID(),
                Timestamps.now(),
                UUID.randomUUID(),
                lease.workerId(),
                sequence,
                lease.epoch(),
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }
}
