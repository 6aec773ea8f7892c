package io.framewright.client.query;

/**
 * What frames read rows from as they come.
 *
 * <pre>{@code
 * StreamSource queue = Streams.amqp("measurements");
 * StreamSource channel = Streams.redisChannel("alarms");
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Streams {
    private Streams() {}

    /** A queue of the broker; each message is a JSON object, or an array of them. */
    public static StreamSource amqp(String queue) {
        return new StreamSource(RequestPart.typed("amqp").put("queue", queue));
    }

    /** A Redis stream. */
    public static RedisStream redisStream(String key) {
        return new RedisStream(RequestPart.typed("redis-stream").put("key", key));
    }

    /** A channel of Redis: what is published from then on. What comes while the worker is away is lost. */
    public static StreamSource redisChannel(String channel) {
        return new StreamSource(RequestPart.typed("redis-channel").put("channel", channel));
    }

    /** A file of delimited text. */
    public static CsvStream csv(String path) {
        return new CsvStream(RequestPart.typed("csv").put("path", path));
    }
}
