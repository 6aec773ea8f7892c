package io.framewright.client;

import io.framewright.event.Event;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody who follows events is told: an event, or that something is missing here. Nothing is left out in
 * silence.
 *
 * <pre>{@code
 * platform.follow("my-events", seen -> {
 *     if (seen instanceof Observation.Happened happened) {
 *         System.out.println(happened.event().eventType());
 *     } else {
 *         System.out.println("look into it: " + seen);
 *     }
 * });
 * }</pre>
 */
public sealed interface Observation {
    /** An event. */
    record Happened(Event event) implements Observation {}

    /**
     * Events that cannot be had any more.
     *
     * @param workerId whose they were; empty for the process manager's, of which nobody can tell how many were for this
     *     channel
     * @param after the sequence of the last event before them
     * @param count how many; 0 if that is not known
     */
    record Missed(Optional<UUID> workerId, long after, long count) implements Observation {}

    /**
     * Something on the channel was not an event; the text as it came. It is in no stream: a subscriber that asks for
     * too little for long is told some of these only.
     */
    record Unreadable(String text) implements Observation {}
}
