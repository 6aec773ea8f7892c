package io.framewright.transport;

import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import java.util.Optional;
import java.util.UUID;

/**
 * The reading side of events: live from a channel, or replayed from a stream. Thread-safe. One connection serves all
 * channels.
 */
public interface EventSubscriber extends AutoCloseable {
    /**
     * Follows a channel. Returns when Redis has confirmed, so that nothing published after the return is missed while
     * the connection lasts.
     *
     * @param listener called from one thread at a time; must not block
     */
    Either<Failure, Subscription> follow(String channel, EventListener listener);

    /**
     * Reads recorded events.
     *
     * @param after the sequence of the last event already known; 0 for all there are
     * @param limit the largest number of events to give back, at least 1
     */
    Either<Failure, EventPage> read(EventStream stream, long after, int limit);

    /** The outcome recorded for a command; empty if it has none yet, or has it no longer. */
    Either<Failure, Optional<Event>> outcome(EventStream stream, UUID commandId);

    @Override
    void close();
}
