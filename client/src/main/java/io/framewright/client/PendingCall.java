package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.event.Outcome;
import io.framewright.serialize.FailureJson;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command on its way: it gets exactly one answer. Thread-safe.
 *
 * <p>The answer is right with the {@code _SUCCEEDED} event, or left: with the failure that the worker reported, with
 * {@code NO_SUCH_WORKER} if there was nobody to take the command, with {@code TIMED_OUT} if no answer came in time (the
 * work may still succeed: look at the worker's events), with {@code BROKER_UNAVAILABLE} if it could not be sent, or
 * with {@code CLIENT_CLOSED}.
 */
public final class PendingCall {
    private static final Logger LOG = LoggerFactory.getLogger(PendingCall.class);

    private final UUID commandId;
    private final Consumer<Event> onEvent;
    private final Consumer<PendingCall> onDone;
    private final CompletableFuture<Either<Failure, Event>> outcome = new CompletableFuture<>();
    private long lastSequence;
    private @Nullable Future<?> deadline;

    PendingCall(UUID commandId, Consumer<Event> onEvent, Consumer<PendingCall> onDone) {
        this.commandId = commandId;
        this.onEvent = onEvent;
        this.onDone = onDone;
    }

    static PendingCall refused(UUID commandId, Failure failure) {
        PendingCall call = new PendingCall(commandId, event -> {}, done -> {});
        call.fail(failure);
        return call;
    }

    /** The id of the command, by which its events are known. */
    public UUID commandId() {
        return commandId;
    }

    /**
     * The answer when it is there; never completes exceptionally. What depends on it may run on the thread that reads
     * events for the whole client, so it must not block; use the {@code …Async} methods for what does.
     */
    public CompletionStage<Either<Failure, Event>> outcome() {
        return outcome.minimalCompletionStage();
    }

    /** Whether the answer is there. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /**
     * Waits for the answer; the call's own time-out bounds the wait. A thread that is interrupted gets
     * {@code TIMED_OUT} at once and stays interrupted. Do not call it from a listener of this client.
     */
    public Either<Failure, Event> await() {
        try {
            return outcome.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Either.left(Failure.of(
                    FailureCode.TIMED_OUT, "The wait for the answer was interrupted; the work may still succeed."));
        } catch (ExecutionException neverThrown) {
            throw new IllegalStateException("an outcome is a value, not an exception", neverThrown);
        }
    }

    /** Takes an event of this command. Events that were seen before, and those after the outcome, are dropped. */
    void deliver(Event event) {
        synchronized (this) {
            boolean seen = event.sequence() <= lastSequence && event.outcome() == Outcome.PENDING;
            if (outcome.isDone() || seen) {
                return;
            }
            lastSequence = event.sequence();
            tell(event);
        }
        switch (event.outcome()) {
            case SUCCEEDED -> complete(Either.right(event));
            case FAILED ->
                complete(Either.left(FailureJson.read(event.data())
                        .orElseGet(() -> Failure.of(
                                FailureCode.INTERNAL_ERROR, "The event " + event.eventType() + " says no error."))));
            case PENDING -> {
                // More is to come.
            }
        }
    }

    private void tell(Event event) {
        try {
            onEvent.accept(event);
        } catch (RuntimeException bugOfTheirs) {
            LOG.error("A listener of the command {} failed; the call goes on", commandId, bugOfTheirs);
        }
    }

    void fail(Failure failure) {
        complete(Either.left(failure));
    }

    synchronized void endsWith(Future<?> timer) {
        deadline = timer;
        if (outcome.isDone()) {
            timer.cancel(false);
        }
    }

    private void complete(Either<Failure, Event> answer) {
        if (outcome.complete(answer)) {
            cancelDeadline();
            onDone.accept(this);
        }
    }

    private synchronized void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }
}
