package io.framewright.transport;

import io.framewright.event.Event;
import java.util.List;

/**
 * A run of recorded events.
 *
 * @param events in order
 * @param missed how many events after the one asked for were trimmed from the stream before they could be read: an
 *     explicit gap, 0 if there is none
 * @param last the sequence of the newest event of the stream; 0 if it is empty
 */
public record EventPage(List<Event> events, long missed, long last) {
    public EventPage {
        events = List.copyOf(events);
    }
}
