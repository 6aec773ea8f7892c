package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.Subscription;
import io.framewright.transport.WorkerRecord;
import io.framewright.transport.WorkerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Makes feeds, and keeps them in touch with the workers they tell of. Thread-safe; making one blocks briefly. */
final class Feeds implements AutoCloseable {
    private static final long CHECK_NANOS = Duration.ofSeconds(2).toNanos();

    private final WorkerRegistry registry;
    private final EventSubscriber subscriber;
    private final Inboxes inboxes;
    private final ClientThreads threads;
    private final Set<EventFeed> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Feeds(WorkerRegistry registry, EventSubscriber subscriber, Inboxes inboxes, ClientThreads threads) {
        this.registry = registry;
        this.subscriber = subscriber;
        this.inboxes = inboxes;
        this.threads = threads;
    }

    Either<Failure, EventFeed> ofWorker(UUID workerId, long since) {
        return registry.find(workerId)
                .flatMap(found -> subscriber
                        .read(DestinationNames.workerEvents(workerId), since, 1)
                        .flatMap(page -> found.isEmpty() && page.last() == 0
                                ? Either.left(Routes.noSuchWorker(workerId))
                                : Either.right(found)))
                .flatMap(found -> {
                    EventFeed feed = new EventFeed(subscriber, threads);
                    feed.state().startAt(workerId, since);
                    feed.state().behind(workerId);
                    OfWorker life = new OfWorker(workerId, feed);
                    feed.onLeave(life::leave);
                    life.attend(Optional.empty(), found);
                    return admit(feed);
                });
    }

    /** Follows a worker from channel to channel, as long as it is on record. */
    private final class OfWorker {
        private final UUID workerId;
        private final EventFeed feed;
        private final AtomicReference<Subscription> listening = new AtomicReference<>(() -> {});

        OfWorker(UUID workerId, EventFeed feed) {
            this.workerId = workerId;
            this.feed = feed;
        }

        /** Runs again and again; without a record twice in a row the worker is gone. */
        void attend(Optional<String> before, Optional<WorkerRecord> found) {
            Optional<String> channel = found.map(WorkerRecord::responseChannel);
            if (channel.isPresent() && !channel.equals(before)) {
                listening.getAndSet(() -> {}).close();
                inboxes.follow(channel.get(), feed.listener(this::isOurs)).peek(listening::set);
                if (feed.isCancelled()) {
                    // It was left while we began to listen.
                    leave();
                }
            }
            feed.state().behind(workerId);
            feed.wake();
            threads.later(() -> threads.open(() -> check(channel)), CHECK_NANOS);
        }

        private boolean isOurs(Event event) {
            return event.epoch() > 0 && workerId.equals(event.workerId());
        }

        private void check(Optional<String> channel) {
            if (feed.isOver()) {
                return;
            }
            Either<Failure, Optional<WorkerRecord>> looked = registry.find(workerId);
            if (looked instanceof Right<Failure, Optional<WorkerRecord>> right) {
                Optional<WorkerRecord> found = right.value();
                if (found.isEmpty() && channel.isEmpty()) {
                    feed.end();
                    return;
                }
                attend(channel, found);
            } else {
                threads.later(() -> threads.open(() -> check(channel)), CHECK_NANOS);
            }
        }

        void leave() {
            open.remove(feed);
            listening.getAndSet(() -> {}).close();
        }
    }

    Either<Failure, EventFeed> ofChannel(String channel) {
        EventFeed feed = new EventFeed(subscriber, threads);
        OfChannel life = new OfChannel(channel, feed);
        return inboxes.follow(channel, life)
                .flatMap(listening -> {
                    feed.onLeave(() -> {
                        open.remove(feed);
                        listening.close();
                    });
                    return life.meet(true);
                })
                .flatMap(met -> admit(feed))
                .peekLeft(failure -> feed.close());
    }

    /** Follows whoever publishes on a channel. */
    private final class OfChannel implements EventListener {
        private final String channel;
        private final EventFeed feed;
        private final EventListener inner;

        OfChannel(String channel, EventFeed feed) {
            this.channel = channel;
            this.feed = feed;
            this.inner = feed.listener(event -> true);
        }

        @Override
        public void onEvent(Event event) {
            inner.onEvent(event);
        }

        @Override
        public void onUnreadable(String message) {
            inner.onUnreadable(message);
        }

        /** Workers may have been spawned meanwhile: they are followed from their first event on. */
        @Override
        public void onGap() {
            feed.state().meeting();
            threads.open(this::meetAgain);
        }

        private void meetAgain() {
            if (feed.isOver()) {
                return;
            }
            if (meet(false) instanceof Right) {
                feed.state().met();
                inner.onGap();
            } else {
                threads.later(() -> threads.open(this::meetAgain), CHECK_NANOS);
            }
        }

        /** @param now whether those who are new to us are followed from now on, not from their first event */
        Either<Failure, Integer> meet(boolean now) {
            return registry.list().flatMap(all -> {
                List<UUID> ours = all.stream()
                        .filter(record -> record.responseChannel().equals(channel))
                        .map(WorkerRecord::workerId)
                        .filter(id -> !feed.state().follows(id))
                        .toList();
                return Either.traverse(ours, id -> now ? end(id) : Either.<Failure, Long>right(0L))
                        .map(ends -> {
                            for (int i = 0; i < ends.size(); i++) {
                                feed.state().startAt(ours.get(i), ends.get(i));
                            }
                            return ends.size();
                        });
            });
        }

        private Either<Failure, Long> end(UUID workerId) {
            return subscriber
                    .read(DestinationNames.workerEvents(workerId), 0, 1)
                    .map(EventPage::last);
        }
    }

    private Either<Failure, EventFeed> admit(EventFeed feed) {
        open.add(feed);
        if (closed) {
            feed.close();
            return Either.left(Lookout.closed());
        }
        return Either.right(feed);
    }

    @Override
    public void close() {
        closed = true;
        open.forEach(EventFeed::close);
    }
}
