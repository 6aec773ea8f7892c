package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.left;
import static io.framewright.transport.testing.Answers.right;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.event.Event;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventStream;
import io.framewright.transport.Lease;
import io.framewright.transport.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every {@link io.framewright.transport.EventSubscriber} keeps. */
public abstract class EventSubscriberContract extends EventContract {
    @Test
    void nothingPublishedAfterFollowIsMissed() throws Exception {
        Lease lease = started();
        for (long round = 1; round <= 20; round++) {
            Inbox inbox = new Inbox();
            try (Subscription subscription = right(ports.subscriber().follow(channel, inbox))) {
                committed(event(lease, round), null);
                assertThat(inbox.next().sequence()).isEqualTo(round);
            }
        }
    }

    @Test
    void outcomeOfACommandIsFoundByItsId() throws Exception {
        Lease lease = started();
        Event first = event(lease, 1);
        Event second = event(lease, 2);
        committed(first, "hash");
        committed(second, "hash");
        EventStream stream = DestinationNames.workerEvents(lease.workerId());

        assertThat(right(ports.subscriber().outcome(stream, second.commandId())).map(Event::eventId))
                .contains(second.eventId());
        assertThat(right(ports.subscriber().outcome(stream, first.commandId())).map(Event::sequence))
                .contains(1L);
        assertThat(right(ports.subscriber().outcome(stream, UUID.randomUUID()))).isEmpty();
    }

    @Test
    void eventsComeInOrder() throws Exception {
        Lease lease = started();
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        assertThat(LongStream.rangeClosed(1, 1000)
                        .mapToObj(sequence -> commit(event(lease, sequence), null))
                        .toList())
                .hasSize(1000);
        assertThat(inbox.next(1000))
                .extracting(Event::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1000).boxed().toList());
    }

    @Test
    void oneConnectionServesManyChannelsAndManyListeners() throws Exception {
        List<Inbox> inboxes = new ArrayList<>();
        int before = proxy.connections();
        for (int i = 0; i < 50; i++) {
            Inbox inbox = new Inbox();
            inboxes.add(inbox);
            right(ports.subscriber().follow(channel + "-" + i / 2, inbox));
        }
        assertThat(proxy.connections() - before).isEqualTo(1);
        for (int i = 0; i < 25; i++) {
            raw.publish(channel + "-" + i, "no event " + i);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(inboxes.get(i).nextUnreadable()).isEqualTo("no event " + i / 2);
        }
    }

    @Test
    void whoStoppedFollowingHearsNothingAndOthersStillDo() throws Exception {
        Lease lease = started();
        Inbox leaving = new Inbox();
        Inbox staying = new Inbox();
        Subscription subscription = right(ports.subscriber().follow(channel, leaving));
        right(ports.subscriber().follow(channel, staying));
        subscription.close();
        subscription.close();
        committed(event(lease, 1), null);
        assertThat(staying.next().sequence()).isEqualTo(1);
        assertThat(leaving.staysEmpty()).isTrue();
    }

    @Test
    void aListenerThatFailsDisturbsNobody() throws Exception {
        Lease lease = started();
        right(ports.subscriber().follow(channel, new EventListener() {
            @Override
            public void onEvent(Event event) {
                throw new IllegalStateException("on purpose");
            }
        }));
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        committed(event(lease, 1), null);
        committed(event(lease, 2), null);
        assertThat(inbox.next(2)).extracting(Event::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aLostConnectionComesBackAndTellsOfTheGap() throws Exception {
        Lease lease = started();
        Inbox inbox = new Inbox();
        right(ports.subscriber().follow(channel, inbox));
        committed(event(lease, 1), null);
        assertThat(inbox.next().sequence()).isEqualTo(1);
        assertThat(inbox.gaps()).isZero();
        for (int round = 1; round <= 3; round++) {
            int expected = round;
            proxy.cut();
            Awaitility.await().until(() -> inbox.gaps() == expected);
            committed(event(lease, 1L + round), null);
            assertThat(inbox.next().sequence()).isEqualTo(1L + round);
        }
        assertThat(right(ports.subscriber().read(stream, 0, 10)).events()).hasSize(4);
    }

    @Test
    void followingWhileRedisIsAwaySaysSo() {
        proxy.refuse();
        assertThat(left(ports.subscriber().follow(channel, new Inbox())).code()).isEqualTo("REDIS_UNAVAILABLE");
        assertThat(left(ports.subscriber().read(stream, 0, 1)).code()).isEqualTo("REDIS_UNAVAILABLE");
    }

    @Test
    void aStreamIsReadByPages() {
        Lease lease = started();
        LongStream.rangeClosed(1, 10).forEach(sequence -> committed(event(lease, sequence), null));
        EventPage first = right(ports.subscriber().read(stream, 0, 4));
        assertThat(first.events()).extracting(Event::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(first.missed()).isZero();
        assertThat(first.last()).isEqualTo(10);
        EventPage rest = right(ports.subscriber().read(stream, 4, 100));
        assertThat(rest.events()).hasSize(6);
        EventPage nothing = right(ports.subscriber().read(stream, 10, 100));
        assertThat(nothing.events()).isEmpty();
        assertThat(nothing.missed()).isZero();
        EventPage unknown = right(ports.subscriber().read(DestinationNames.workerEvents(UUID.randomUUID()), 0, 100));
        assertThat(unknown).isEqualTo(new EventPage(List.of(), 0, 0));
    }
}
