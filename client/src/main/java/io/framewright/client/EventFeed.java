package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.Subscription;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on their way to one subscriber, or to one callback. It listens from the moment it is made; what comes before
 * somebody subscribes, and what a slow subscriber has not asked for yet, stays in Redis and is read when there is
 * demand. Thread-safe. Close it if nobody subscribes.
 *
 * <pre>{@code
 * // feed came from Framewright.events or Framewright.follow
 * feed.observe(seen -> System.out.println(seen));
 * feed.close();
 * }</pre>
 *
 * <p>It completes when it is closed, when its client is closed, and, for one worker's events, when the worker was
 * killed and its last event is delivered. It never ends in an error of a server: while Redis is away it waits.
 */
public final class EventFeed implements Flow.Publisher<Observation>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
    private static final int PAGE = 256;
    private static final long RETRY_NANOS = 300_000_000;

    private final EventSubscriber streams;
    private final ClientThreads threads;
    private final FeedState state = new FeedState();
    private final AtomicBoolean taken = new AtomicBoolean();
    /** Set when its {@code onSubscribe} has returned: only then may it be told anything. */
    private volatile Flow.@Nullable Subscriber<? super Observation> subscriber;
    /** What a subscriber did that it must not do; told in place of the end. */
    private final AtomicReference<@Nullable IllegalArgumentException> misused = new AtomicReference<>();

    private final AtomicLong demand = new AtomicLong();
    /** How many reasons to look there were since the drain began; 0 while none runs. */
    private final AtomicInteger wakes = new AtomicInteger();

    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile boolean ending;
    private volatile Runnable leave = () -> {};
    private volatile boolean completed;

    EventFeed(EventSubscriber streams, ClientThreads threads) {
        this.streams = streams;
        this.threads = threads;
    }

    FeedState state() {
        return state;
    }

    /** @param action run once, when nobody wants to be told any more */
    void onLeave(Runnable action) {
        leave = action;
    }

    boolean isCancelled() {
        return cancelled.get();
    }

    boolean isOver() {
        return cancelled.get() || ending;
    }

    /** Takes what the channel brings. */
    EventListener listener(Predicate<Event> wanted) {
        return new EventListener() {
            @Override
            public void onEvent(Event event) {
                if (wanted.test(event)) {
                    state.live(event);
                    wake();
                }
            }

            @Override
            public void onUnreadable(String message) {
                state.unreadable(message);
                wake();
            }

            @Override
            public void onGap() {
                gap();
            }
        };
    }

    void gap() {
        state.gap();
        wake();
    }

    /** Complete once everything that is recorded is delivered. */
    void end() {
        ending = true;
        wake();
    }

    /** For one subscriber; any other is told {@link IllegalStateException}. */
    @Override
    public void subscribe(Flow.Subscriber<? super Observation> wanted) {
        if (!taken.compareAndSet(false, true)) {
            wanted.onSubscribe(new Nothing());
            wanted.onError(new IllegalStateException("This feed has a subscriber; ask for another feed."));
            return;
        }
        wanted.onSubscribe(new Asking());
        subscriber = wanted;
        wake();
    }

    /**
     * Calls back for everything, one call at a time. A callback that throws is not called again.
     *
     * @return how to stop; it is not called any more once that has returned and a call under way has ended
     */
    public Subscription observe(Consumer<? super Observation> observer) {
        Observing observing = new Observing(observer);
        subscribe(observing);
        return observing;
    }

    /** Completes the subscriber after what is delivered just now. */
    @Override
    public void close() {
        stop();
        wake();
    }

    private void stop() {
        if (cancelled.compareAndSet(false, true)) {
            threads.open(leave);
        }
    }

    void wake() {
        if (wakes.getAndIncrement() == 0) {
            threads.feed(this::drain);
        }
    }

    private void drain() {
        int seen = wakes.get();
        while (true) {
            deliver();
            seen = wakes.addAndGet(-seen);
            if (seen == 0) {
                return;
            }
        }
    }

    private void deliver() {
        Flow.Subscriber<? super Observation> to = subscriber;
        if (to == null) {
            return;
        }
        while (!cancelled.get() && demand.get() > 0) {
            Observation next = state.poll();
            if (next != null) {
                next(to, next);
                continue;
            }
            Optional<UUID> behind = state.nextBehind();
            if (behind.isEmpty() || !read(to, behind.get())) {
                break;
            }
        }
        if (cancelled.get() || ending && state.isEmpty()) {
            complete(to);
        }
    }

    /** Whether to go on; if Redis is away, later. */
    private boolean read(Flow.Subscriber<? super Observation> to, UUID workerId) {
        long after = state.lastOf(workerId);
        // Asked before reading: what was seen by now has been recorded.
        long seen = state.beyond(workerId);
        int limit = (int) Math.min(PAGE, Math.max(1, demand.get()));
        Either<Failure, EventPage> read = streams.read(DestinationNames.workerEvents(workerId), after, limit);
        if (read instanceof Left<Failure, EventPage>) {
            threads.later(this::wake, RETRY_NANOS);
            return false;
        }
        if (read instanceof Right<Failure, EventPage> right) {
            take(to, workerId, after, seen, right.value());
        }
        return true;
    }

    private void take(Flow.Subscriber<? super Observation> to, UUID workerId, long after, long seen, EventPage page) {
        if (page.last() < after || page.events().isEmpty()) {
            if (seen > Math.max(after, page.last())) {
                // They were on the channel, and the stream does not hold them any more.
                state.delivered(workerId, seen);
                next(to, new Observation.Missed(Optional.of(workerId), after, seen - after));
            }
            if (page.last() > 0 && page.last() < after) {
                state.beganAnew(workerId);
            } else {
                state.caughtUp(workerId);
            }
            return;
        }
        if (page.missed() > 0) {
            state.delivered(workerId, after + page.missed());
            next(to, new Observation.Missed(Optional.of(workerId), after, page.missed()));
        }
        for (Event event : page.events()) {
            if (cancelled.get() || demand.get() == 0) {
                return;
            }
            state.delivered(workerId, event.sequence());
            next(to, new Observation.Happened(event));
        }
        if (state.lastOf(workerId) >= page.last()) {
            state.caughtUp(workerId);
        }
    }

    private void next(Flow.Subscriber<? super Observation> to, Observation seen) {
        demand.getAndUpdate(left -> left == Long.MAX_VALUE ? left : left - 1);
        try {
            to.onNext(seen);
        } catch (RuntimeException | Error bugOfTheirs) {
            LOG.error("A subscriber to events failed; it is told nothing more", bugOfTheirs);
            completed = true;
            stop();
        }
    }

    private void complete(Flow.Subscriber<? super Observation> to) {
        if (!completed) {
            completed = true;
            stop();
            IllegalArgumentException wrong = misused.get();
            if (wrong == null) {
                to.onComplete();
            } else {
                to.onError(wrong);
            }
        }
    }

    /** What the subscriber asks for. */
    private final class Asking implements Flow.Subscription {
        @Override
        public void request(long more) {
            if (more <= 0) {
                misused.compareAndSet(
                        null, new IllegalArgumentException("a subscriber asks for one at least, not for " + more));
                close();
                return;
            }
            demand.getAndUpdate(now -> now + more < 0 ? Long.MAX_VALUE : now + more);
            wake();
        }

        @Override
        public void cancel() {
            completed = true;
            stop();
        }
    }

    private static final class Nothing implements Flow.Subscription {
        @Override
        public void request(long more) {
            LOG.debug("Nothing comes to a second subscriber");
        }

        @Override
        public void cancel() {
            LOG.debug("Nothing comes to a second subscriber");
        }
    }
}
