package io.framewright.bench.faults;

import io.framewright.event.Event;
import io.framewright.transport.EventListener;
import io.framewright.transport.Subscription;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What was published on a response channel while somebody listened. Thread-safe. */
final class Channel implements AutoCloseable, EventListener {
    private final String name;
    private final Map<UUID, Set<UUID>> outcomes = new ConcurrentHashMap<>();
    private volatile Subscription subscription = () -> {};

    private Channel(String name) {
        this.name = name;
    }

    static Channel follow(Lab lab, String name) {
        Channel channel = new Channel(name);
        channel.subscription = Expect.right(lab.redis().subscriber().follow(name, channel));
        return channel;
    }

    @Override
    public void onEvent(Event event) {
        if (event.outcome().isTerminal()) {
            outcomes.computeIfAbsent(event.commandId(), id -> ConcurrentHashMap.newKeySet())
                    .add(event.eventId());
        }
    }

    String name() {
        return name;
    }

    /** The event ids of outcomes that were heard of these commands. */
    Map<UUID, Set<UUID>> outcomesOf(Collection<UUID> commands) {
        Map<UUID, Set<UUID>> heard = new HashMap<>(outcomes);
        heard.keySet().retainAll(commands);
        return heard;
    }

    @Override
    public void close() {
        subscription.close();
    }
}
