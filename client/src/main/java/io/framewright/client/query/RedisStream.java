package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A Redis stream, from its beginning unless told otherwise.
 *
 * <pre>{@code
 * StreamSource newer = Streams.redisStream("measurements").after("1700000000000-0");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class RedisStream extends StreamSource {
    RedisStream(ObjectNode json) {
        super(json);
    }

    /** Only records behind the one of this id. */
    public RedisStream after(String id) {
        return new RedisStream(with("after", id));
    }

    @Override
    public RedisStream withType(String column, ColumnType type) {
        return new RedisStream(ColumnTypes.adding(this, column, type));
    }
}
