package io.framewright.client;

import io.framewright.event.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What may be said about one call. Immutable.
 *
 * <pre>{@code
 * // sent twice, loaded once
 * worker.with(CallOptions.ofTimeout(Duration.ofMinutes(10)).withCommandId(orderId)).load(Sources.csv("orders.csv"));
 * }</pre>
 *
 * @param timeout how long to wait for the outcome, from the call on; positive
 * @param commandId the key by which the command is executed once; empty for a new one each time
 * @param startWithin the worker is not to start it later than so long after the call ({@code COMMAND_EXPIRED}); empty
 *     for whenever its turn comes
 * @param onEvent told the events of the command in order, the outcome last, on the thread that reads events for all
 *     calls: it must not block. After a lost connection progress may be left out, the outcome never
 */
public record CallOptions(
        Duration timeout, Optional<UUID> commandId, Optional<Duration> startWithin, Consumer<? super Event> onEvent) {
    private static final Consumer<Event> NOBODY = event -> {};

    public CallOptions {
        ClientConfig.requirePositive("timeout", timeout);
        startWithin.ifPresent(limit -> ClientConfig.requirePositive("startWithin", limit));
    }

    /** Waits so long, and nothing else. */
    public static CallOptions ofTimeout(Duration timeout) {
        return new CallOptions(timeout, Optional.empty(), Optional.empty(), NOBODY);
    }

    /** A copy with another time-out. */
    public CallOptions withTimeout(Duration other) {
        return new CallOptions(other, commandId, startWithin, onEvent);
    }

    /** A copy that sends under this id: for one command, and for sending just that one again. */
    public CallOptions withCommandId(UUID id) {
        return new CallOptions(timeout, Optional.of(id), startWithin, onEvent);
    }

    CallOptions withNewCommandIds() {
        return new CallOptions(timeout, Optional.empty(), startWithin, onEvent);
    }

    /** A copy for commands that make no sense later than that. */
    public CallOptions withStartWithin(Duration limit) {
        return new CallOptions(timeout, commandId, Optional.of(limit), onEvent);
    }

    /** A copy that tells this listener. */
    public CallOptions withListener(Consumer<? super Event> listener) {
        return new CallOptions(timeout, commandId, startWithin, listener);
    }
}
