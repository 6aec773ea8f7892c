package io.framewright.net;

import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.EventPage;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /events}: a worker's events as Server-Sent Events; those after {@code Last-Event-ID}, or after
 * {@code since}, or from now on. One feed a worker serves all who follow it. Thread-safe.
 */
final class EventPaths implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventPaths.class);
    private static final Pattern POSITION = Pattern.compile("(\\d{1,18})(-\\d+)?");
    private static final int PAGE = 32;

    private final Framewright platform;
    private final Executor blocking;
    private final int most;
    private final ToldEvents told;
    private final EventHistory history;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<UUID, EventTail> tails = new ConcurrentHashMap<>();

    EventPaths(Framewright platform, Executor blocking, int most, ToldEvents told) {
        this.told = told;
        this.platform = platform;
        this.history = new EventHistory(platform);
        this.blocking = blocking;
        this.most = most;
    }

    /** Somebody who accepts JSON and no stream gets one page of those there are. */
    Either<Failure, Answer> follow(Context request, UUID workerId) {
        if (EventHistory.isWanted(request)) {
            return position(request)
                    .flatMap(since -> history.page(request, workerId, since.orElse(0L)))
                    .peek(page -> told.told(workerId, page.last()))
                    .map(EventHistory.Page::answer);
        }
        return position(request)
                .flatMap(since -> tail(workerId)
                        .flatMap(tail ->
                                lost(workerId, tail, since).flatMap(lost -> follow(workerId, tail, since, lost))));
    }

    /** Whether the stream has less than the caller has seen: then Redis has lost it, and it began anew. */
    private Either<Failure, Boolean> lost(UUID workerId, EventTail tail, Optional<Long> since) {
        return since.isEmpty() || since.get() <= tail.last()
                ? Either.right(false)
                : platform.recorded(workerId, 0, 1).map(page -> page.last() < since.get());
    }

    private Either<Failure, Answer> follow(UUID workerId, EventTail tail, Optional<Long> since, boolean lost) {
        long position = lost ? 0 : since.orElse(tail.last());
        if (tail.hasEnded() && since.isPresent() && position >= tail.last()) {
            // The worker is gone and all was told: a browser that gets this does not come back.
            return Either.right(Answer.empty(204));
        }
        if (count.incrementAndGet() > most) {
            count.decrementAndGet();
            return Either.left(HttpCode.TOO_MANY_REQUESTS.failure(
                    "So many follow events already that no more can; the limit is " + most + "."));
        }
        return Either.right(answering -> begin(answering, workerId, tail, position));
    }

    private static Either<Failure, Optional<Long>> position(Context request) {
        String given = Optional.ofNullable(request.header("Last-Event-ID"))
                .or(() -> Optional.ofNullable(request.queryParam("since")))
                .orElse("");
        if (given.isBlank()) {
            return Either.right(Optional.empty());
        }
        Matcher position = POSITION.matcher(given.strip());
        return position.matches()
                ? Either.right(Optional.of(Long.parseLong(position.group(1))))
                : Either.left(
                        Failure.of(
                                FailureCode.INVALID_COMMAND,
                                "Last-Event-ID, or since, must be the id of an event, such as 42-0, or 0 for all that are kept."));
    }

    private Either<Failure, EventTail> tail(UUID workerId) {
        EventTail there = tails.get(workerId);
        if (there != null && !there.hasEnded()) {
            return Either.right(there);
        }
        return platform.recorded(workerId, 0, 1)
                .map(EventPage::last)
                .flatMap(last -> platform.record(workerId)
                        .flatMap(record -> record.isPresent() ? begun(workerId, last) : ofThePast(workerId, last)));
    }

    private Either<Failure, EventTail> begun(UUID workerId, long last) {
        return platform.events(workerId, last)
                .map(feed -> chosen(workerId, EventTail.of(feed, last, sequence -> told.told(workerId, sequence))));
    }

    /** The worker is gone; its events are kept for a while. */
    private static Either<Failure, EventTail> ofThePast(UUID workerId, long last) {
        if (last == 0) {
            return Either.left(Requests.noSuchWorker(workerId.toString()));
        }
        EventTail tail = new EventTail(last, sequence -> {});
        tail.onComplete();
        return Either.right(tail);
    }

    /** Of two that were begun at a time, one goes on. */
    private EventTail chosen(UUID workerId, EventTail begun) {
        EventTail goesOn = tails.merge(workerId, begun, (there, mine) -> there.hasEnded() ? mine : there);
        if (goesOn != begun) {
            begun.close();
        }
        return goesOn;
    }

    private void begin(Context answering, UUID workerId, EventTail tail, long position) {
        answering
                .status(200)
                .contentType("text/event-stream; charset=utf-8")
                .header("Cache-Control", "no-cache")
                .header("X-Accel-Buffering", "no");
        answering.future(() -> {
            try {
                Follower follower = new Follower(
                        tail,
                        (after, waiting) -> readAfter(workerId, after, waiting),
                        answering.res().getOutputStream(),
                        position);
                tail.add(follower);
                answering.res().getOutputStream().setWriteListener(follower);
                return follower.done().whenComplete((done, bug) -> {
                    tail.remove(follower);
                    count.decrementAndGet();
                });
            } catch (IOException gone) {
                count.decrementAndGet();
                return CompletableFuture.completedFuture(true);
            }
        });
    }

    private void readAfter(UUID workerId, long after, Follower follower) {
        blocking.execute(() -> platform.recorded(workerId, after, PAGE)
                .fold(
                        failure -> {
                            log.warn("events of worker {} cannot be read: {}", workerId, failure.message());
                            follower.read(List.of(), after, true);
                            return false;
                        },
                        pending -> false,
                        page -> {
                            follower.read(texts(page, after), reached(page, after), false);
                            return true;
                        }));
    }

    private static List<byte[]> texts(EventPage page, long after) {
        List<byte[]> texts = new ArrayList<>();
        if (page.missed() > 0) {
            texts.add(EventText.gap(after, page.missed()));
        }
        for (Event event : page.events()) {
            texts.add(EventText.of(event));
        }
        return texts;
    }

    private static long reached(EventPage page, long after) {
        return page.events().isEmpty()
                ? Math.max(after + page.missed(), page.last())
                : page.events().get(page.events().size() - 1).sequence();
    }

    /** Sends comments, and gives up the feeds of workers that nobody follows; called every few seconds. */
    void keepAlive() {
        tails.forEach((workerId, tail) -> {
            if (tail.followers().isEmpty() && tails.remove(workerId, tail)) {
                tail.close();
            } else {
                tail.followers().forEach(Follower::keepAlive);
            }
        });
    }

    /** How many follow. */
    int followers() {
        return count.get();
    }

    @Override
    public void close() {
        tails.values().forEach(EventTail::close);
        tails.clear();
    }
}
