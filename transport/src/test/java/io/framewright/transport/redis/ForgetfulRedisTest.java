package io.framewright.transport.redis;

import static io.framewright.transport.testing.Answers.await;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.event.Event;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.CommitResult.Committed;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventStream;
import io.framewright.transport.Lease;
import io.framewright.transport.RecordedOutcome;
import io.framewright.transport.StepId;
import io.framewright.transport.StepJournal.Step;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerStart;
import io.framewright.transport.embedded.EmbeddedRedisConfig.Fsync;
import io.framewright.transport.testing.Answers;
import io.framewright.transport.testing.FaultProxy;
import io.framewright.transport.testing.PrivateRedis;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.resps.StreamEntry;

/** Redis loses power, and with it the end of its file; whoever wrote that lives on. */
class ForgetfulRedisTest {
    private final UUID worker = UUID.randomUUID();
    private final EventStream stream = DestinationNames.workerEvents(worker);
    private final List<Event> events = new ArrayList<>();
    /** It writes before it answers, always, so that it is known where to cut. */
    private final PrivateRedis server = PrivateRedis.start(false, Fsync.ALWAYS);

    private final FaultProxy proxy = FaultProxy.inFrontOf(server.uri());
    private final RedisEvents host = right(RedisEvents.open(RedisConfig.of(URI.create(proxy.uri(server.uri())))));
    private final RedisEvents other = right(RedisEvents.open(RedisConfig.of(URI.create(server.uri()))));
    private Lease lease = new Lease(worker, 0, 0);

    @BeforeEach
    void start() {
        lease = start(host);
    }

    @AfterEach
    void close() {
        host.close();
        other.close();
        proxy.close();
        server.close();
    }

    private Lease start(RedisEvents by) {
        return right(by.registry()
                .start(new WorkerStart(worker, Timestamps.now(), 1, "channel", "h", UUID.randomUUID(), true)));
    }

    private Event event(long sequence) {
        return new Event(
                "X_SUCCEEDED",
                UUID.randomUUID(),
                Timestamps.now(),
                UUID.randomUUID(),
                worker,
                sequence,
                lease.epoch(),
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
    }

    private CompletableFuture<CommitResult> commit(long sequence, @Nullable String step) {
        Event event = event(sequence);
        events.add(event);
        return host.publisher()
                .commit(new Commit(stream, event, "channel", "hash-" + sequence, step))
                .toCompletableFuture()
                .thenApply(Answers::right);
    }

    private void commits(long from, long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            assertThat(await(commit(sequence, null))).isEqualTo(new Committed(sequence, 1));
        }
    }

    private CommitResult step(StepId id) {
        return right(await(host.steps().append(stream, lease.epoch(), id, "{\"between\":\"" + id + "\"}")));
    }

    /** As after a loss of power: what has come since the file was so long is gone. */
    private void forgetAfter(long bytes) {
        long all = server.bytesOnDisk();
        assertThat(all).isGreaterThan(bytes);
        server.kill();
        server.forget(all - bytes);
        server.restart();
    }

    private void assertAllThere(Event... wanted) {
        assertThat(right(other.subscriber().read(stream, 0, 100)).events()).containsExactly(wanted);
        assertThat(right(other.publisher().outcomes(stream)))
                .containsExactly(Arrays.stream(wanted)
                        .map(event ->
                                new RecordedOutcome(event.commandId(), event.sequence(), "hash-" + event.sequence()))
                        .toArray(RecordedOutcome[]::new));
    }

    @Test
    void whatWasForgottenIsThereAgainBeforeWhatComesNext() {
        commits(1, 3);
        long remembered = server.bytesOnDisk();
        commits(4, 5);
        assertThat(await(commit(6, "{\"of\":6}"))).isEqualTo(new Committed(6, 1));
        assertThat(step(new StepId(6, 1))).isInstanceOf(Committed.class);
        assertThat(step(new StepId(6, 2))).isInstanceOf(Committed.class);
        commits(7, 7);
        forgetAfter(remembered);

        commits(8, 8);

        assertAllThere(events.toArray(Event[]::new));
        assertThat(right(other.steps().read(stream, StepId.NONE, 10)))
                .extracting(Step::id)
                .containsExactly(new StepId(6, 0), new StepId(6, 1), new StepId(6, 2));
    }

    @Test
    void aHostThatHasNothingElseToSayTellsItAllTheSame() {
        commits(1, 1);
        long remembered = server.bytesOnDisk();
        commits(2, 4);
        forgetAfter(remembered);

        await().until(() -> right(other.subscriber().read(stream, 0, 100)).last() == 4);
        assertAllThere(events.toArray(Event[]::new));
    }

    @Test
    void aStreamThatTurnsOutToEndTooEarlyIsTold() {
        commits(1, 5);
        // As a replica that was not up to date, reached under the same connection.
        forgetLast(3);

        commits(6, 6);

        assertAllThere(events.toArray(Event[]::new));
    }

    private void forgetLast(int count) {
        try (Jedis raw = new Jedis(URI.create(server.uri()))) {
            List<StreamEntry> all = raw.xrange(stream.eventsKey(), "-", "+");
            raw.del(stream.eventsKey());
            raw.hset(stream.recordKey(), "lastEvent", Integer.toString(all.size() - count));
            all.subList(0, all.size() - count)
                    .forEach(entry -> raw.xadd(
                            stream.eventsKey(),
                            entry.getFields(),
                            XAddParams.xAddParams().id(entry.getID())));
            events.subList(events.size() - count, events.size())
                    .forEach(event ->
                            raw.hdel(stream.outcomesKey(), event.commandId().toString()));
        }
    }

    @Test
    void whatAWorkerDidBeforeItsRecordWasForgottenIsToldWhenThatIsBack() {
        WorkerRecord record = right(host.registry().find(worker)).orElseThrow();
        right(host.registry().remove(worker, Duration.ZERO));
        try (Jedis raw = new Jedis(URI.create(server.uri()))) {
            raw.del(stream.epochKey());
        }
        long remembered = server.bytesOnDisk();
        lease = start(host);
        commits(1, 3);
        forgetAfter(remembered);

        CompletableFuture<CommitResult> refused = commit(4, null);
        assertThat(await(refused)).isEqualTo(new CommitResult.Fenced(0));
        assertThat(right(host.registry().restore(record, 3))).isTrue();
        assertThat(step(new StepId(3, 1))).isInstanceOf(Committed.class);
        events.remove(3);
        commits(4, 4);

        assertAllThere(events.toArray(Event[]::new));
    }

    @Test
    void whoWasOvertakenMeanwhileTellsNothing() {
        commits(1, 1);
        long remembered = server.bytesOnDisk();
        commits(2, 3);
        proxy.refuse();
        forgetAfter(remembered);
        Lease next = start(other);
        assertThat(next.lastSequence()).isEqualTo(1);
        proxy.resume();

        assertThat(await(commit(4, null))).isEqualTo(new CommitResult.Fenced(next.epoch()));
        assertAllThere(events.get(0));
    }

    @Test
    void whoGotTheSameEpochAsOneThatWasForgottenGetsNoEventsOfIt() {
        long remembered = server.bytesOnDisk();
        lease = start(host);
        assertThat(lease.epoch()).isEqualTo(2);
        commits(1, 3);
        proxy.refuse();
        forgetAfter(remembered);
        Lease same = start(other);
        assertThat(same).isEqualTo(lease);
        Event first = event(1);
        assertThat(right(await(other.publisher().commit(new Commit(stream, first, "channel", "hash-1")))))
                .isEqualTo(new Committed(1, 1));
        proxy.resume();

        // Ours is the next number of its stream, and the epoch is right: only the end of the stream tells.
        assertThat(step(new StepId(3, 1))).isInstanceOf(Committed.class);
        assertAllThere(first);
    }

    @Test
    void whatManagersSaidIsForgottenWithWhatTheyDid() {
        EventStream shared = DestinationNames.managerEvents();
        commits(1, 1);
        long remembered = server.bytesOnDisk();
        Event event = new Event(
                "KILL_WORKER_SUCCEEDED",
                UUID.randomUUID(),
                Timestamps.now(),
                UUID.randomUUID(),
                worker,
                0,
                0,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode());
        right(await(host.publisher().commit(new Commit(shared, event, "channel", "hash"))));
        commits(2, 2);
        forgetAfter(remembered);

        commits(3, 3);

        assertAllThere(events.toArray(Event[]::new));
        assertThat(right(other.subscriber().read(shared, 0, 100)).events()).isEmpty();
    }
}
