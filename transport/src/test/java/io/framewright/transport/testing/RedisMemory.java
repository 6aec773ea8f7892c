package io.framewright.transport.testing;

import io.framewright.transport.EventStream;
import java.net.URI;
import redis.clients.jedis.Jedis;

/** What a Redis server remembers, for tests in which it is to remember less. */
public final class RedisMemory {
    private RedisMemory() {}

    /** All events of a stream, and the outcomes that they recorded, are forgotten as if they had never been. */
    public static void forgetEvents(String uri, EventStream stream) {
        try (Jedis redis = new Jedis(URI.create(uri))) {
            redis.del(stream.eventsKey(), stream.outcomesKey());
        }
    }

    /** The events are cut out of the stream, as by hand; that they recorded outcomes is still known. */
    public static void cutEvents(String uri, EventStream stream) {
        try (Jedis redis = new Jedis(URI.create(uri))) {
            redis.xtrim(stream.eventsKey(), 0, false);
        }
    }
}
