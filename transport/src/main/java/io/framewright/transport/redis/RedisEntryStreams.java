package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EntryStreams;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.AbstractTransaction;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;

/** A batch is one transaction: nobody reads half of it, and it costs one round trip. */
final class RedisEntryStreams implements EntryStreams {
    private final Connections connections;

    RedisEntryStreams(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Either<Failure, Integer> append(String key, List<Map<String, String>> entries) {
        if (DestinationNames.isOwn(key)) {
            return Either.left(Failure.of(
                    FailureCode.SOURCE_NOT_ALLOWED,
                    "The Redis key '" + key + "' is one of the platform's own; give another.",
                    "key",
                    key));
        }
        // Within a transaction a key of another kind would fail entry by entry, and the transaction succeed.
        return connections.call(redis -> redis.type(key)).flatMap(type -> switch (type) {
            case "none", "stream" -> connections.call(redis -> add(redis, key, entries));
            default ->
                Either.left(Failure.of(
                        FailureCode.KEY_EXISTS,
                        "The Redis key '" + key + "' holds a " + type + "; give the key of a stream, or a new one.",
                        "key",
                        key));
        });
    }

    private static int add(RedisClient redis, String key, List<Map<String, String>> entries) {
        try (AbstractTransaction batch = redis.multi()) {
            entries.forEach(entry -> batch.xadd(key, StreamEntryID.NEW_ENTRY, entry));
            return batch.exec().size();
        }
    }

    @Override
    public Either<Failure, String> audit(Map<String, String> entry) {
        XAddParams bounded = XAddParams.xAddParams().maxLen(AUDIT_KEPT).approximateTrimming();
        return connections.call(
                redis -> redis.xadd(DestinationNames.AUDIT_KEY, bounded, entry).toString());
    }
}
