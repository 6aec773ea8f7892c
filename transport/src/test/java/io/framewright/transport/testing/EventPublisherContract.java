package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.await;
import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Event;
import io.framewright.serialize.EventCodec;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.CommitResult.AlreadyDecided;
import io.framewright.transport.CommitResult.Committed;
import io.framewright.transport.CommitResult.Fenced;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventStream;
import io.framewright.transport.Lease;
import io.framewright.transport.RecordedOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.resps.StreamEntry;

/** What every {@link io.framewright.transport.EventPublisher} keeps, and what it leaves in Redis. */
public abstract class EventPublisherContract extends EventContract {
    @Test
    void aCommitIsRecordedIndexedAndPublishedAsTheSameBytes() throws Exception {
        Lease lease = started();
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        Event event = event(lease, 1);
        assertThat(committed(event, "hash")).isEqualTo(new Committed(1, 1));
        List<StreamEntry> entries = raw.xrange(stream.eventsKey(), "-", "+");
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).getID()).isEqualTo(new StreamEntryID(1, 0));
        assertThat(entries.get(0).getFields())
                .isEqualTo(Map.of("event", new String(EventCodec.write(event), StandardCharsets.UTF_8)));
        assertThat(raw.hgetAll(stream.outcomesKey()))
                .isEqualTo(Map.of(event.commandId().toString(), "1:hash"));
        assertThat(inbox.next()).isEqualTo(event);
    }

    @Test
    void theSameCommitAgainChangesNothing() throws Exception {
        Lease lease = started();
        Event outcome = event(lease, 1);
        Event pending = event(lease, 2);
        assertThat(committed(outcome, "hash")).isEqualTo(new Committed(1, 1));
        assertThat(committed(pending, null)).isEqualTo(new Committed(2, 1));
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        assertThat(committed(outcome, "hash")).isEqualTo(new Committed(1, 1));
        assertThat(committed(pending, null)).isEqualTo(new Committed(2, 1));
        assertThat(raw.xlen(stream.eventsKey())).isEqualTo(2);
        assertThat(inbox.staysEmpty()).isTrue();
    }

    @Test
    void lostAnswersAreAskedForAgainAndNothingIsRecordedTwice() throws Exception {
        Lease lease = started();
        // The publisher's connection is up before answers begin to vanish.
        committed(event(lease, 1), "hash");
        proxy.swallowAnswers();
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        for (long sequence = 2; sequence <= 50; sequence++) {
            results.add(commit(event(lease, sequence), sequence % 2 == 0 ? "hash" : null));
        }
        // How many are on their way at once is the adapter's choice; at least one is.
        Awaitility.await().until(() -> raw.xlen(stream.eventsKey()) > 1);
        assertThat(results).noneMatch(CompletableFuture::isDone);
        proxy.resume();
        for (int i = 0; i < results.size(); i++) {
            assertThat(await(results.get(i))).isEqualTo(new Committed(i + 2, 1));
        }
        assertThat(raw.xlen(stream.eventsKey())).isEqualTo(50);
    }

    @Test
    void lostAnswersOfAssignedNumbersAreAskedForAgainToo() throws Exception {
        EventStream shared = sharedStream();
        assertThat(await(commitTo(shared, event(0, 0, UUID.randomUUID(), Timestamps.now(), 0), null)))
                .isEqualTo(new Committed(1, 1));
        proxy.swallowAnswers();
        CompletableFuture<CommitResult> pending =
                commitTo(shared, event(0, 0, UUID.randomUUID(), Timestamps.now(), 0), null);
        CompletableFuture<CommitResult> outcome =
                commitTo(shared, event(0, 0, UUID.randomUUID(), Timestamps.now(), 0), "hash");
        Awaitility.await().until(() -> raw.xlen(shared.eventsKey()) > 1);
        proxy.resume();
        assertThat(await(pending)).isEqualTo(new Committed(2, 1));
        assertThat(await(outcome)).isEqualTo(new Committed(3, 1));
        assertThat(raw.xlen(shared.eventsKey())).isEqualTo(3);
    }

    @Test
    void whileRedisIsAwayCommitsAreHeldInOrder() {
        Lease lease = started();
        committed(event(lease, 1), null);
        proxy.refuse();
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        for (long sequence = 2; sequence <= 200; sequence++) {
            results.add(commit(event(lease, sequence), "hash"));
        }
        assertThat(results).noneMatch(CompletableFuture::isDone);
        proxy.resume();
        for (int i = 0; i < results.size(); i++) {
            assertThat(await(results.get(i))).isEqualTo(new Committed(i + 2, 1));
        }
    }

    @Test
    void anOldEpochIsFencedAndLeavesNoTrace() throws Exception {
        Lease old = started();
        committed(event(old, 1), null);
        Lease current = started();
        assertThat(current.epoch()).isEqualTo(old.epoch() + 1);
        assertThat(current.lastSequence()).isEqualTo(1);
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        assertThat(committed(event(old, 2), "hash")).isEqualTo(new Fenced(current.epoch()));
        assertThat(raw.xlen(stream.eventsKey())).isEqualTo(1);
        assertThat(raw.exists(stream.outcomesKey())).isFalse();
        assertThat(inbox.staysEmpty()).isTrue();
        assertThat(committed(event(current, 2), "hash")).isEqualTo(new Committed(2, 1));
    }

    @Test
    void withoutARecordEveryEpochIsFenced() {
        assertThat(committed(event(1, 1, UUID.randomUUID(), Timestamps.now(), 0), "hash"))
                .isEqualTo(new Fenced(0));
        Lease lease = started();
        right(ports.registry().remove(workerId, Duration.ofMinutes(1)));
        assertThat(committed(event(lease, 1), "hash")).isEqualTo(new Fenced(0));
    }

    @Test
    void aCommandIsDecidedOnce() throws Exception {
        Lease lease = started();
        UUID commandId = UUID.randomUUID();
        committed(event(lease.epoch(), 1, commandId, Timestamps.now(), 0), "first");
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        assertThat(committed(event(lease.epoch(), 2, commandId, Timestamps.now(), 0), "second"))
                .isEqualTo(new AlreadyDecided(1, "first"));
        assertThat(raw.xlen(stream.eventsKey())).isEqualTo(1);
        assertThat(inbox.staysEmpty()).isTrue();
        assertThat(committed(event(lease.epoch(), 2, commandId, Timestamps.now(), 0), null))
                .as("a refusal is no outcome")
                .isEqualTo(new Committed(2, 1));
    }

    @Test
    void aRepublishedEventIsTheSameBytes() throws Exception {
        Lease lease = started();
        Event event = event(lease, 1);
        committed(event, "hash");
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        assertThat(right(await(ports.publisher().republish(stream, 1, channel))))
                .isTrue();
        assertThat(inbox.next()).isEqualTo(event);
        assertThat(right(await(ports.publisher().republish(stream, 2, channel))))
                .isFalse();
        assertThat(inbox.staysEmpty()).isTrue();
    }

    @Test
    void redisNumbersTheEventsOfAStreamThatNobodyOwns() throws Exception {
        EventStream shared = sharedStream();
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        for (long expected = 1; expected <= 3; expected++) {
            Event event = event(0, 0, UUID.randomUUID(), Timestamps.now(), 0);
            assertThat(await(commitTo(shared, event, "hash"))).isEqualTo(new Committed(expected, 1));
            assertThat(inbox.next()).isEqualTo(event.withSequence(expected));
        }
        EventPage page = right(ports.subscriber().read(shared, 1, 10));
        assertThat(page.events()).extracting(Event::sequence).containsExactly(2L, 3L);
        raw.del(shared.recordKey());
        assertThat(await(commitTo(shared, event(0, 0, UUID.randomUUID(), Timestamps.now(), 0), null)))
                .as("the stream remembers what the record forgot")
                .isEqualTo(new Committed(4, 1));
    }

    @Test
    void outcomesAreListedOldestFirst() {
        Lease lease = started();
        Event first = event(lease, 1);
        Event between = event(lease, 2);
        Event second = event(lease, 3);
        committed(first, "a:b");
        committed(between, null);
        committed(second, "c");
        assertThat(right(ports.publisher().outcomes(stream)))
                .containsExactly(
                        new RecordedOutcome(first.commandId(), 1, "a:b"),
                        new RecordedOutcome(second.commandId(), 3, "c"));
    }

    @Test
    void theStreamIsCutByBytesAndForgetsTheOutcomesToo() {
        Lease lease = started();
        long count = 400;
        List<CompletableFuture<CommitResult>> results = new ArrayList<>();
        LongStream.rangeClosed(1, count)
                .forEach(sequence -> results.add(
                        commit(event(lease.epoch(), sequence, UUID.randomUUID(), Timestamps.now(), 1000), "hash")));
        Committed last = (Committed) await(results.get(results.size() - 1));
        long kept = raw.xlen(stream.eventsKey());
        long bytes = raw.xrange(stream.eventsKey(), "-", "+").stream()
                .mapToLong(
                        entry -> String.valueOf(entry.getFields().get("event")).length())
                .sum();
        assertThat(bytes).isBetween(RETAINED_BYTES / 2, RETAINED_BYTES + 20 * 1400);
        assertThat(last.oldest()).isEqualTo(count - kept + 1);
        assertThat(raw.hlen(stream.outcomesKey())).isEqualTo(kept);
        EventPage page = right(ports.subscriber().read(stream, 3, 5));
        assertThat(page.missed()).isEqualTo(last.oldest() - 4);
        assertThat(page.events())
                .extracting(Event::sequence)
                .startsWith(last.oldest())
                .hasSize(5);
        assertThat(page.last()).isEqualTo(count);
    }

    @Test
    void theStreamIsCutByAge() {
        Lease lease = started();
        Instant old = Timestamps.now().minus(RETAINED_AGE.multipliedBy(2));
        for (long sequence = 1; sequence <= 40; sequence++) {
            Instant when = sequence <= 20 ? old : Timestamps.now();
            committed(event(lease.epoch(), sequence, UUID.randomUUID(), when, 0), "hash");
        }
        assertThat(raw.xrange(stream.eventsKey(), "-", "+").get(0).getID()).isEqualTo(new StreamEntryID(21, 0));
        assertThat(raw.hlen(stream.outcomesKey())).isEqualTo(20);
    }

    @Test
    void theBytesOfARemovedAndRestartedWorkerStillCount() {
        Lease lease = started();
        for (long sequence = 1; sequence <= 40; sequence++) {
            committed(event(lease.epoch(), sequence, UUID.randomUUID(), Timestamps.now(), 1000), null);
        }
        right(ports.registry().remove(workerId, Duration.ofMinutes(1)));
        Lease again = started();
        assertThat(again.lastSequence()).isEqualTo(40);
        assertThat(again.epoch()).isGreaterThan(lease.epoch());
        for (long sequence = 41; sequence <= 96; sequence++) {
            committed(event(again.epoch(), sequence, UUID.randomUUID(), Timestamps.now(), 1000), null);
        }
        assertThat(raw.xlen(stream.eventsKey())).isLessThan(70);
        assertThat(raw.ttl(stream.eventsKey())).as("no longer about to expire").isEqualTo(-1);
    }

    @Test
    void aStreamThatLostItsLastEventsGoesOnAndShowsTheGap() {
        Lease lease = started();
        for (long sequence = 1; sequence <= 3; sequence++) {
            committed(event(lease, sequence), "hash");
        }
        raw.xdel(stream.eventsKey(), new StreamEntryID(2, 0), new StreamEntryID(3, 0));
        assertThat(committed(event(lease, 4), "hash")).isEqualTo(new Committed(4, 1));
        assertThat(committed(event(lease, 5), "hash")).isEqualTo(new Committed(5, 1));
        EventPage first = right(ports.subscriber().read(stream, 0, 10));
        assertThat(first.events()).extracting(Event::sequence).containsExactly(1L);
        EventPage second = right(ports.subscriber().read(stream, 1, 10));
        assertThat(second.events()).extracting(Event::sequence).containsExactly(4L, 5L);
        assertThat(second.missed()).isEqualTo(2);
    }

    @Test
    void whoWritesUnderTheSameEpochWhereSomebodyElseWroteIsFenced() {
        Lease lease = started();
        committed(event(lease, 1), "hash");
        assertThat(committed(event(lease, 1), "hash")).isEqualTo(new Fenced(lease.epoch()));
    }

    @Test
    void closingFailsWhatIsHeld() {
        Lease lease = started();
        committed(event(lease, 1), null);
        proxy.refuse();
        var held = ports.publisher()
                .commit(new Commit(stream, event(lease, 2), channel, null))
                .toCompletableFuture();
        ports.publisher().close();
        assertThat(left(await(held)).code()).isEqualTo("REDIS_UNAVAILABLE");
        assertThat(left(await(ports.publisher().commit(new Commit(stream, event(lease, 2), channel, null))))
                        .code())
                .isEqualTo("REDIS_UNAVAILABLE");
    }

    private EventStream sharedStream() {
        // As the managers' stream, under a name of this test's own.
        EventStream own = DestinationNames.workerEvents(workerId);
        return new EventStream(own.recordKey(), own.eventsKey(), own.outcomesKey(), own.epochKey(), own.stepsKey());
    }

    private CompletableFuture<CommitResult> commitTo(
            EventStream to, Event event, @org.jspecify.annotations.Nullable String requestHash) {
        return ports.publisher()
                .commit(new Commit(to, event, channel, requestHash))
                .toCompletableFuture()
                .thenApply(Answers::right);
    }
}
