package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.EventCodec;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventPage;
import io.framewright.transport.EventStream;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.resps.StreamEntry;

/** Live events through {@link ChannelReader}, recorded ones by {@code XRANGE}. */
final class RedisEventSubscriber implements EventSubscriber {
    private final Connections connections;
    private final ChannelReader channels;

    RedisEventSubscriber(RedisConfig config, Connections connections) {
        this.connections = connections;
        this.channels = new ChannelReader(config, connections);
    }

    @Override
    public Either<Failure, Subscription> follow(String channel, EventListener listener) {
        return channels.follow(channel, listener);
    }

    @Override
    public Either<Failure, EventPage> read(EventStream stream, long after, int limit) {
        return connections.call(redis -> page(redis, stream, after, limit)).flatMap(page -> page);
    }

    private static Either<Failure, EventPage> page(RedisClient redis, EventStream stream, long after, int limit) {
        List<StreamEntry> newest = redis.xrevrange(stream.eventsKey(), "+", "-", 1);
        List<StreamEntry> entries = redis.xrange(stream.eventsKey(), (after + 1) + "-0", "+", limit);
        List<Event> events = new ArrayList<>(entries.size());
        long before = entries.isEmpty() ? after : entries.get(0).getID().getTime() - 1;
        for (StreamEntry entry : entries) {
            if (entry.getID().getTime() != ++before) {
                // Events that Redis lost in between: the next page begins there and counts them.
                break;
            }
            String json = entry.getFields().getOrDefault("event", "");
            Either<Failure, Event> event = EventCodec.read(json.getBytes(StandardCharsets.UTF_8));
            if (!event.isRight()) {
                return Either.left(Failure.of(
                        FailureCode.INTERNAL_ERROR,
                        "The entry " + entry.getID() + " of " + stream.eventsKey() + " is no event."));
            }
            event.map(events::add);
        }
        long last = newest.isEmpty() ? 0 : newest.get(0).getID().getTime();
        long first = entries.isEmpty() ? last + 1 : entries.get(0).getID().getTime();
        return Either.right(new EventPage(events, Math.max(0, first - after - 1), Math.max(last, lastOf(events))));
    }

    @Override
    public Either<Failure, Optional<Event>> outcome(EventStream stream, UUID commandId) {
        return connections
                .call(redis -> Optional.ofNullable(redis.hget(stream.outcomesKey(), commandId.toString())))
                .flatMap(recorded -> recorded.isEmpty()
                        ? Either.right(Optional.empty())
                        : recorded(stream, commandId, sequence(recorded.get())));
    }

    /** An outcome is recorded as {@code <sequence>:<request hash>}. */
    private static long sequence(String recorded) {
        return Long.parseLong(recorded.substring(0, recorded.indexOf(':')));
    }

    private Either<Failure, Optional<Event>> recorded(EventStream stream, UUID commandId, long sequence) {
        return read(stream, sequence - 1, 1)
                .map(page -> page.events().stream()
                        .filter(event -> event.commandId().equals(commandId))
                        .findFirst());
    }

    private static long lastOf(List<Event> events) {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).sequence();
    }

    @Override
    public void close() {
        channels.close();
    }
}
