package io.framewright.bench.faults;

import io.framewright.command.Command;
import io.framewright.event.Event;
import io.framewright.serialize.CommandCodec;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventStream;
import io.framewright.transport.OutgoingMessage;
import io.framewright.transport.rabbitmq.RabbitMq;
import io.framewright.transport.redis.RedisEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A caller of one queue, as protocol.md has it: it sends, reads the stream, and sends again under the same id what has
 * no outcome there after a while. Not thread-safe.
 */
final class Caller {
    private static final long SEND_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final int PAGE = 500;

    /** A command, and when it was last sent. */
    private static final class Sent {
        final Command command;
        long nanos;

        Sent(Command command) {
            this.command = command;
        }
    }

    private final String queue;
    private final EventStream stream;
    private final RabbitMq broker;
    private final RedisEvents redis;
    private final Map<UUID, Sent> open = new LinkedHashMap<>();
    private final Map<UUID, Command> all = new HashMap<>();
    private final Map<UUID, Event> outcomes = new HashMap<>();
    private long last;
    private int repeats;

    Caller(String queue, EventStream stream, RabbitMq broker, RedisEvents redis) {
        this.queue = queue;
        this.stream = stream;
        this.broker = broker;
        this.redis = redis;
    }

    void send(Command command) {
        Sent sent = new Sent(command);
        all.put(command.commandId(), command);
        open.put(command.commandId(), sent);
        publish(sent);
    }

    private void publish(Sent sent) {
        sent.nanos = System.nanoTime();
        broker.publisher()
                .publish(
                        queue,
                        OutgoingMessage.json(
                                CommandCodec.write(sent.command),
                                sent.command.commandId().toString()));
    }

    /** Commands that have no outcome yet. */
    int open() {
        return open.size();
    }

    Map<UUID, Command> commands() {
        return all;
    }

    Map<UUID, Event> outcomes() {
        return outcomes;
    }

    /** How many commands were sent again. */
    int repeats() {
        return repeats;
    }

    /** Reads what is new in the stream, and sends again what was forgotten on the way. */
    void tick() {
        EventPage page = redis.subscriber().read(stream, last, PAGE).getOrElse(new EventPage(List.of(), 0, last));
        if (page.last() < last) {
            forget();
            return;
        }
        page.events().forEach(this::take);
        long now = System.nanoTime();
        for (Sent sent : open.values()) {
            if (now - sent.nanos > SEND_AGAIN_NANOS) {
                repeats++;
                publish(sent);
            }
        }
    }

    private void take(Event event) {
        last = event.sequence();
        if (event.outcome().isTerminal()) {
            outcomes.put(event.commandId(), event);
            open.remove(event.commandId());
        }
    }

    /** Redis may have lost outcomes that were known: only what it says now counts. */
    void forget() {
        last = 0;
        outcomes.clear();
        all.values()
                .forEach(command -> open.computeIfAbsent(command.commandId(), id -> {
                    Sent again = new Sent(command);
                    again.nanos = System.nanoTime();
                    return again;
                }));
    }

    /** Whether the whole stream, read anew, has an outcome of each command. */
    boolean isComplete() {
        if (!open.isEmpty()) {
            return false;
        }
        Map<UUID, Event> found = new HashMap<>();
        readAll().forEach(event -> {
            if (event.outcome().isTerminal()) {
                found.put(event.commandId(), event);
            }
        });
        if (found.keySet().containsAll(all.keySet())) {
            return true;
        }
        forget();
        return false;
    }

    /** All events that the stream has. */
    List<Event> readAll() {
        List<Event> events = new ArrayList<>();
        EventPage page;
        do {
            long after = events.isEmpty() ? 0 : events.get(events.size() - 1).sequence();
            page = Expect.right(redis.subscriber().read(stream, after, PAGE));
            events.addAll(page.events());
        } while (!page.events().isEmpty());
        return events;
    }

    @Override
    public String toString() {
        return queue + ": " + all.size() + " sent, without outcome " + open.keySet() + ", ready in the queue "
                + broker.consumer().depth(queue);
    }
}
