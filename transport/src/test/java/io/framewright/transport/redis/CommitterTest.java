package io.framewright.transport.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.event.Event;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventStream;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.testing.BrokerKind;
import io.framewright.transport.testing.BrokerPair;
import io.framewright.transport.testing.Brokers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.clients.jedis.Jedis;

/** What the commit does when one stream is broken, and that many commits are one journey. */
@Brokers(BrokerKind.EMBEDDED)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommitterTest {
    private RedisEvents redis;
    private URI uri;

    @BeforeAll
    void open(BrokerPair brokers) {
        uri = URI.create(brokers.redisUri());
        redis = RedisEvents.open(RedisConfig.of(uri))
                .fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        opened -> opened);
    }

    @AfterAll
    void close() {
        redis.close();
    }

    private Lease lease(UUID worker) {
        return redis.registry()
                .start(new WorkerStart(worker, Timestamps.now(), 1, "c", "h", UUID.randomUUID(), true))
                .fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        lease -> lease);
    }

    private CompletableFuture<CommitResult> commit(Lease lease, long sequence) {
        return commit(lease, sequence, UUID.randomUUID(), null);
    }

    private CompletableFuture<CommitResult> commit(Lease lease, long sequence, UUID command, @Nullable String step) {
        Event event = new Event(
                "X_SUCCEEDED",
                UUID.randomUUID(),
                Timestamps.now(),
                command,
                lease.workerId(),
                sequence,
                lease.epoch(),
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        return redis.publisher()
                .commit(new Commit(DestinationNames.workerEvents(lease.workerId()), event, "c", "hash", step))
                .toCompletableFuture()
                .thenApply(result -> result.fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        done -> done));
    }

    @Test
    void manyCommitsArriveInOrder() throws Exception {
        Lease lease = lease(UUID.randomUUID());
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        for (long sequence = 1; sequence <= 5_000; sequence++) {
            results.add(commit(lease, sequence));
        }
        for (int i = 0; i < results.size(); i++) {
            CommitResult result = results.get(i).get(20, TimeUnit.SECONDS);
            assertThat(result).isEqualTo(new CommitResult.Committed(i + 1, 1));
        }
        EventPage page = redis.subscriber()
                .read(DestinationNames.workerEvents(lease.workerId()), 4_990, 100)
                .fold(
                        failure -> {
                            throw new AssertionError(failure.message());
                        },
                        pending -> {
                            throw new AssertionError("pending");
                        },
                        read -> read);
        assertThat(page.events())
                .extracting(Event::sequence)
                .containsExactly(4991L, 4992L, 4993L, 4994L, 4995L, 4996L, 4997L, 4998L, 4999L, 5000L);
        assertThat(page.missed()).isZero();
        assertThat(page.last()).isEqualTo(5_000);
    }

    @Test
    void aBurstIsRecordedWhateverScriptsRedisForgot() throws Exception {
        Lease lease = lease(UUID.randomUUID());
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        try (Jedis other = new Jedis(uri)) {
            for (long sequence = 1; sequence <= 2_000; sequence++) {
                if (sequence % 500 == 0) {
                    other.scriptFlush();
                    other.scriptLoad(Script.COMMIT.text());
                }
                // A step goes alone, by the script that is known, and must not overtake the run before it.
                results.add(commit(lease, sequence, UUID.randomUUID(), sequence % 7 == 0 ? "{}" : null));
            }
        }
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Committed(i + 1, 1));
        }
        try (Jedis other = new Jedis(uri)) {
            EventStream stream = DestinationNames.workerEvents(lease.workerId());
            assertThat(other.xlen(stream.eventsKey())).isEqualTo(2_000);
            assertThat(other.hlen(stream.outcomesKey())).isEqualTo(2_000);
            assertThat(other.xlen(stream.stepsKey())).isEqualTo(2_000 / 7);
        }
    }

    @Test
    void aCommandTwiceInABurstIsDecidedOnce() throws Exception {
        Lease lease = lease(UUID.randomUUID());
        UUID command = UUID.randomUUID();
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        for (long sequence = 1; sequence <= 20; sequence++) {
            results.add(commit(lease, sequence, sequence == 7 || sequence == 20 ? command : UUID.randomUUID(), null));
        }
        for (int i = 0; i < 19; i++) {
            assertThat(results.get(i).get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Committed(i + 1, 1));
        }
        assertThat(results.get(19).get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.AlreadyDecided(7, "hash"));
    }

    @Test
    void aBurstOfAnOldEpochRecordsNothing() throws Exception {
        UUID worker = UUID.randomUUID();
        Lease old = lease(worker);
        assertThat(commit(old, 1).get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Committed(1, 1));
        lease(worker);
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        for (long sequence = 2; sequence <= 50; sequence++) {
            results.add(commit(old, sequence));
        }
        for (CompletableFuture<CommitResult> result : results) {
            assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Fenced(2));
        }
        try (Jedis other = new Jedis(uri)) {
            assertThat(other.xlen(DestinationNames.workerEvents(worker).eventsKey()))
                    .isEqualTo(1);
        }
    }

    @Test
    void aStreamThatIsNotAsItsRecordHasItIsLookedAt() throws Exception {
        Lease lease = lease(UUID.randomUUID());
        EventStream stream = DestinationNames.workerEvents(lease.workerId());
        for (long sequence = 1; sequence <= 3; sequence++) {
            assertThat(commit(lease, sequence).get(5, TimeUnit.SECONDS))
                    .isEqualTo(new CommitResult.Committed(sequence, 1));
        }
        try (Jedis other = new Jedis(uri)) {
            other.hdel(stream.recordKey(), "lastEvent", "oldestEvent", "eventBytes");
            assertThat(commit(lease, 4).get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Committed(4, 1));
            assertThat(other.hget(stream.recordKey(), "lastEvent")).isEqualTo("4");
            long bytes = other.xrange(stream.eventsKey(), "-", "+").stream()
                    .mapToLong(
                            entry -> entry.getFields().getOrDefault("event", "").length())
                    .sum();
            assertThat(other.hget(stream.recordKey(), "eventBytes")).isEqualTo(Long.toString(bytes));

            other.hset(stream.recordKey(), "lastEvent", "2");
            assertThat(commit(lease, 3).get(5, TimeUnit.SECONDS))
                    .as("the place is taken, whatever the record says")
                    .isEqualTo(new CommitResult.Fenced(1));
            assertThat(other.xlen(stream.eventsKey())).isEqualTo(4);
            assertThat(other.hlen(stream.outcomesKey())).isEqualTo(4);
        }
    }

    @Test
    void aBrokenStreamStopsNoOtherAndLosesNothing() throws Exception {
        Lease broken = lease(UUID.randomUUID());
        Lease sound = lease(UUID.randomUUID());
        String key = DestinationNames.workerEvents(broken.workerId()).eventsKey();
        try (Jedis other = new Jedis(uri)) {
            other.set(key, "somebody else's");
            CompletableFuture<CommitResult> first = commit(broken, 1);
            CompletableFuture<CommitResult> second = commit(broken, 2);
            assertThat(commit(sound, 1).get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Committed(1, 1));
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            other.del(key);
            assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Committed(1, 1));
            assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo(new CommitResult.Committed(2, 1));
        }
    }
}
