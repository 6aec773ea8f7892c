package io.framewright.transport;

import io.framewright.event.Event;

/** Takes the live events of a channel. */
public interface EventListener {
    /** One more event. */
    void onEvent(Event event);

    /** Something on the channel was not an event; the text as it came. */
    default void onUnreadable(String message) {}

    /** The connection was lost and is back: what was published meanwhile must be read from the stream. */
    default void onGap() {}
}
