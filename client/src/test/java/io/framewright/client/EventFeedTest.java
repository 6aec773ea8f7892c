package io.framewright.client;

import static io.framewright.client.PlatformInMemory.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.command.Command;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.EventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventFeedTest {
    private final PlatformInMemory platform = new PlatformInMemory();
    private final Framewright client = platform.client(Duration.ofSeconds(20));
    private final UUID worker = platform.worker("news", command -> {});

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void recordedEventsComeBeforeLiveOnesEachOnceInOrder() {
        List<Event> before = events(3);
        Seen seen = observe(client.events(worker, 1));

        List<Event> after = events(3);
        after.forEach(event -> platform.publish("news", event));
        after.forEach(event -> platform.publish("news", event));

        seen.sequences(2, 3, 4, 5, 6);
        assertThat(before).hasSize(3);
    }

    @Test
    void eventsThatTheChannelLostAreReadFromTheStream() {
        Seen seen = observe(client.follow("news"));
        List<Event> all = events(5);

        platform.publish("news", all.get(0));
        platform.publish("news", all.get(4));

        seen.sequences(1, 2, 3, 4, 5);
    }

    @Test
    void eventsOfTheTimeWithoutAConnectionAreReadFromTheStream() {
        Seen seen = observe(client.follow("news"));
        platform.publish("news", events(1).get(0));
        events(4);

        platform.channel("news").forEach(EventListener::onGap);

        seen.sequences(1, 2, 3, 4, 5);
    }

    @Test
    void workerThatWasSpawnedInTheTimeWithoutAConnectionIsFollowedFromItsFirstEvent() {
        Seen seen = observe(client.follow("news"));
        UUID another = platform.worker("news", command -> {});
        platform.record(another, Command.of("X"), "_SUCCEEDED", nothing());

        platform.channel("news").forEach(EventListener::onGap);

        seen.sequences(1);
    }

    @Test
    void whatHappenedBeforeFollowingIsNotTold() {
        events(3);
        Seen seen = observe(client.follow("news"));

        platform.channel("news").forEach(EventListener::onGap);
        platform.publish("news", events(1).get(0));

        seen.sequences(4);
    }

    @Test
    void trimmedEventsAreToldAsMissed() {
        events(5);
        platform.stream(worker).subList(0, 3).clear();

        Seen seen = observe(client.events(worker, 1));

        Awaitility.await().untilAsserted(() -> assertThat(seen.items).hasSize(3));
        assertThat(seen.items.get(0)).isEqualTo(new Observation.Missed(Optional.of(worker), 1, 2));
        seen.sequences(4, 5);
    }

    @Test
    void subscriberGetsNoMoreThanItAskedForAndLosesNothing() {
        EventFeed feed = right(client.events(worker, 0));
        Seen seen = new Seen(2);
        feed.subscribe(seen);
        events(3 * FeedState.ROOM).forEach(event -> platform.publish("news", event));

        Awaitility.await().untilAsserted(() -> assertThat(seen.items).hasSize(2));
        seen.request(3);
        Awaitility.await().untilAsserted(() -> assertThat(seen.items).hasSize(5));
        seen.request(Long.MAX_VALUE);

        seen.sequences(LongStream.rangeClosed(1, 3L * FeedState.ROOM).toArray());
    }

    @Test
    void whatComesBeforeSomebodySubscribesIsDeliveredToo() {
        EventFeed feed = right(client.follow("news"));
        events(2).forEach(event -> platform.publish("news", event));

        Seen seen = new Seen(Long.MAX_VALUE);
        feed.subscribe(seen);

        seen.sequences(1, 2);
    }

    @Test
    void feedOfAWorkerCompletesWhenTheWorkerIsGoneAndAllIsDelivered() {
        Seen seen = observe(client.events(worker, 0));
        events(2);

        platform.kill(worker);

        Awaitility.await().until(() -> seen.completed.getCount() == 0);
        seen.sequences(1, 2);
    }

    @Test
    void nobodyIsToldApartFromAWorkerThatIsGone() {
        events(1);
        platform.kill(worker);

        Seen seen = observe(client.events(worker, 0));

        seen.sequences(1);
        assertThat(client.events(UUID.randomUUID(), 0).mapLeft(Failure::code)).isEqualTo(Either.left("NO_SUCH_WORKER"));
    }

    @Test
    void closingTheClientCompletesSubscribers() {
        Seen seen = observe(client.follow("news"));

        client.close();

        Awaitility.await().until(() -> seen.completed.getCount() == 0);
    }

    @Test
    void whoCancelsIsToldNothingMore() {
        EventFeed feed = right(client.follow("news"));
        Seen seen = new Seen(Long.MAX_VALUE);
        feed.subscribe(seen);
        platform.publish("news", events(1).get(0));
        seen.sequences(1);

        seen.cancel();
        Awaitility.await().until(() -> platform.journal.contains("leave news"));
        platform.publish("news", events(1).get(0));

        assertThat(seen.items).hasSize(1);
        assertThat(seen.completed.getCount()).isEqualTo(1);
    }

    @Test
    void callbackThatThrowsHarmsNobodyElse() {
        List<Observation> others = new CopyOnWriteArrayList<>();
        right(client.follow("news", seen -> {
            throw new IllegalStateException("a bug of the caller's");
        }));
        right(client.follow("news", others::add));

        events(2).forEach(event -> platform.publish("news", event));

        Awaitility.await().untilAsserted(() -> assertThat(others).hasSize(2));
    }

    @Test
    void secondSubscriberIsRefused() {
        EventFeed feed = right(client.follow("news"));
        feed.subscribe(new Seen(1));
        Seen second = new Seen(1);

        feed.subscribe(second);

        assertThat(second.failed).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void askingForNothingIsAnError() {
        EventFeed feed = right(client.follow("news"));
        Seen seen = new Seen(1);
        feed.subscribe(seen);

        seen.request(0);
        seen.request(1);

        Awaitility.await().untilAsserted(() -> assertThat(seen.failed).isInstanceOf(IllegalArgumentException.class));
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> seen.completed.getCount() == 1);
    }

    @Test
    void nothingIsToldBeforeOnSubscribeHasReturned() throws InterruptedException {
        EventFeed feed = right(client.events(worker, 0));
        events(1);
        CountDownLatch told = new CountDownLatch(1);
        AtomicBoolean early = new AtomicBoolean();

        feed.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(1);
                try {
                    early.set(told.await(300, TimeUnit.MILLISECONDS));
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void onNext(Observation item) {
                told.countDown();
            }

            @Override
            public void onError(Throwable bug) {
                throw new AssertionError(bug);
            }

            @Override
            public void onComplete() {}
        });

        assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(early).isFalse();
    }

    @Test
    void observerThatWasRefusedStopsNobodyElse() {
        EventFeed feed = right(client.follow("news"));
        List<Observation> told = new CopyOnWriteArrayList<>();
        feed.observe(told::add);

        feed.observe(seen -> {}).close();
        platform.publish("news", events(1).get(0));

        Awaitility.await().untilAsserted(() -> assertThat(told).hasSize(1));
    }

    @Test
    void whoSubscribesAfterClosingIsToldOfTheEnd() {
        EventFeed feed = right(client.follow("news"));
        client.close();
        Seen seen = new Seen(1);

        feed.subscribe(seen);

        Awaitility.await().until(() -> seen.completed.getCount() == 0);
    }

    @Test
    void eventsThatTheStreamHasLostAreToldAsMissedAndNotLookedForAgainAndAgain() {
        Seen seen = observe(client.follow("news"));
        platform.publish("news", events(1).get(0));
        seen.sequences(1);
        Event lost = events(3).get(2);
        platform.stream(worker).clear();

        platform.publish("news", lost);

        Awaitility.await().untilAsserted(() -> assertThat(seen.items).hasSize(2));
        assertThat(seen.items.get(1)).isEqualTo(new Observation.Missed(Optional.of(worker), 1, 3));
        assertThat(reads()).isLessThan(10);
    }

    @Test
    void eventsThatNeverWereInAStreamDoNotMakeTheFeedReadForEver() {
        Seen seen = observe(client.follow("news"));
        List<Event> unrecorded = events(6);
        platform.stream(worker).clear();
        unrecorded.forEach(event -> {
            if (event.sequence() % 2 == 0) {
                platform.publish("news", event);
            }
        });

        Awaitility.await()
                .untilAsserted(() -> assertThat(seen.items.stream()
                                .mapToLong(item -> ((Observation.Missed) item).count())
                                .sum())
                        .isEqualTo(6));
        Awaitility.await().during(Duration.ofMillis(200)).until(() -> reads() < 20);
    }

    @Test
    void streamThatBeganAnewIsToldFromItsFirstEvent() {
        Seen seen = observe(client.follow("news"));
        events(3).forEach(event -> platform.publish("news", event));
        seen.sequences(1, 2, 3);
        platform.stream(worker).clear();

        platform.publish("news", events(1).get(0));

        seen.sequences(1, 2, 3, 1);
    }

    @Test
    void workerThatWasSpawnedInTheTimeWithoutAConnectionIsToldInFullThoughALaterEventIsSeenFirst() {
        Seen seen = observe(client.follow("news"));
        UUID another = platform.worker("news", command -> {});
        platform.record(another, Command.of("X"), "_SUCCEEDED", nothing());
        Event second = platform.record(another, Command.of("Y"), "_SUCCEEDED", nothing());
        CountDownLatch looking = platform.holdLooking();

        platform.channel("news").forEach(EventListener::onGap);
        platform.publish("news", second);
        looking.countDown();

        seen.sequences(1, 2);
    }

    private long reads() {
        return platform.journal.stream()
                .filter(line -> line.startsWith("read "))
                .count();
    }

    @Test
    void unreadableMessageIsTold() {
        Seen seen = observe(client.follow("news"));

        platform.channel("news").forEach(listener -> listener.onUnreadable("hello"));

        Awaitility.await()
                .untilAsserted(() -> assertThat(seen.items).containsExactly(new Observation.Unreadable("hello")));
    }

    private List<Event> events(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(platform.record(worker, Command.of("X"), "_SUCCEEDED", nothing()));
        }
        return events;
    }

    private static Seen observe(Either<Failure, EventFeed> feed) {
        Seen seen = new Seen(Long.MAX_VALUE);
        right(feed).subscribe(seen);
        return seen;
    }

    private static <T> T right(Either<Failure, T> either) {
        return either.fold(
                failure -> {
                    throw new AssertionError(failure);
                },
                pending -> {
                    throw new AssertionError(pending);
                },
                value -> value);
    }

    private static final class Seen implements Flow.Subscriber<Observation> {
        final List<Observation> items = new CopyOnWriteArrayList<>();
        final CountDownLatch completed = new CountDownLatch(1);
        final long first;
        volatile @Nullable Throwable failed;
        private volatile Flow.@Nullable Subscription subscription;

        Seen(long first) {
            this.first = first;
        }

        void request(long more) {
            Flow.Subscription asked = subscription;
            if (asked != null) {
                asked.request(more);
            }
        }

        void cancel() {
            Flow.Subscription asked = subscription;
            if (asked != null) {
                asked.cancel();
            }
        }

        void sequences(long... expected) {
            List<Long> wanted = LongStream.of(expected).boxed().toList();
            Awaitility.await()
                    .untilAsserted(() -> assertThat(items.stream()
                                    .filter(Observation.Happened.class::isInstance)
                                    .map(item -> ((Observation.Happened) item)
                                            .event()
                                            .sequence())
                                    .toList())
                            .isEqualTo(wanted));
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(first);
        }

        @Override
        public void onNext(Observation item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable bug) {
            failed = bug;
        }

        @Override
        public void onComplete() {
            completed.countDown();
        }
    }
}
