package io.framewright.manager;

import io.framewright.event.Event;
import io.framewright.transport.EventListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** All events of a channel, and who waits for which outcome. */
final class Outcomes implements EventListener {
    private final List<Event> events = new ArrayList<>();
    private final Map<UUID, CompletableFuture<Event>> outcomes = new ConcurrentHashMap<>();

    @Override
    public void onEvent(Event event) {
        synchronized (events) {
            events.add(event);
        }
        if (event.outcome().isTerminal()) {
            of(event.commandId()).complete(event);
        }
    }

    CompletableFuture<Event> of(UUID commandId) {
        return outcomes.computeIfAbsent(commandId, id -> new CompletableFuture<>());
    }

    Event await(UUID commandId) {
        try {
            return of(commandId).get(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new AssertionError("no outcome of " + commandId + "; seen so far: " + seen(), late);
        } catch (InterruptedException | ExecutionException broken) {
            throw new AssertionError(broken);
        }
    }

    /** The code of a failure; empty for a success. */
    static String code(Event event) {
        return event.data().path("error").path("code").asText("");
    }

    List<Event> seen() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }
}
