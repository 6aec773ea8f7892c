package io.framewright.client;

import io.framewright.either.Pending;
import io.framewright.either.Progress;
import io.framewright.either.Promise;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.event.Outcome;
import io.framewright.serialize.FailureJson;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command on its way: it gets exactly one answer. Thread-safe. */
final class Call {
    private static final Logger LOG = LoggerFactory.getLogger(Call.class);
    /** As good as for ever; sums and differences of such deadlines fit a long. */
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final UUID commandId;
    private final Optional<UUID> workerId;
    private final Route route;
    private final Consumer<? super Event> onEvent;
    private final Duration timeout;
    private final long deadlineNanos;
    private final Promise<Failure, Event> outcome;
    /** Another open call of the same command. Only {@link OpenCalls} changes it, under the lock of its map entry. */
    volatile @Nullable Call sibling;

    private long lastSequence;
    private boolean ended;

    /** @param workerId who is to answer; empty for the process manager */
    Call(String commandType, UUID commandId, Optional<UUID> workerId, Route route, CallOptions options) {
        this.commandId = commandId;
        this.workerId = workerId;
        this.route = route;
        this.onEvent = options.onEvent();
        this.timeout = options.timeout();
        this.deadlineNanos = System.nanoTime() + (timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST).toNanos();
        this.outcome = Promise.of(commandType);
    }

    UUID commandId() {
        return commandId;
    }

    Route route() {
        return route;
    }

    Duration timeout() {
        return timeout;
    }

    /** When its time is up, by {@link System#nanoTime}. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    /** What the caller gets. */
    Pending<Failure, Event> answer() {
        return outcome.pending();
    }

    void onCancel(Runnable action) {
        outcome.onCancel(action);
    }

    /**
     * Takes an event of this command, true if it is the outcome. What was seen before, what follows it, and what
     * another worker says that got the same command, is dropped.
     */
    boolean deliver(Event event) {
        if (workerId.isPresent() && !workerId.get().equals(event.workerId())) {
            return false;
        }
        Outcome says = event.outcome();
        synchronized (this) {
            if (ended || says == Outcome.PENDING && event.sequence() <= lastSequence) {
                return false;
            }
            ended = says != Outcome.PENDING;
            lastSequence = event.sequence();
            tell(event);
        }
        switch (says) {
            case SUCCEEDED -> outcome.right(event);
            case FAILED ->
                outcome.left(FailureJson.read(event.data())
                        .orElseGet(() -> Failure.of(
                                FailureCode.INTERNAL_ERROR, "The event " + event.eventType() + " says no error.")));
            case PENDING -> outcome.progress(progress(event));
        }
        return says != Outcome.PENDING;
    }

    synchronized boolean isOver() {
        return ended;
    }

    /** Nobody waits for the answer any more. */
    synchronized void giveUp() {
        ended = true;
    }

    void fail(Failure failure) {
        giveUp();
        outcome.left(failure);
    }

    private static Progress progress(Event event) {
        long done = event.data().path("done").asLong(Progress.UNKNOWN);
        long total = Math.max(Progress.UNKNOWN, event.data().path("total").asLong(Progress.UNKNOWN));
        return done < 0
                ? Progress.of(event.eventType())
                : new Progress(
                        event.eventType(),
                        done,
                        total,
                        event.data().path("unit").asText(""));
    }

    private void tell(Event event) {
        try {
            onEvent.accept(event);
        } catch (RuntimeException bugOfTheirs) {
            LOG.error("A listener of the command {} failed; the call goes on", commandId, bugOfTheirs);
        }
    }
}
