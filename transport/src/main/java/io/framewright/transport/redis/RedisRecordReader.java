package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.RecordReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;

/** {@code XREAD}, with a wait. */
final class RedisRecordReader implements RecordReader {
    private static final long LONGEST_WAIT_MILLIS = Connections.SILENCE.toMillis() - 5_000;

    private final Connections connections;

    RedisRecordReader(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Either<Failure, List<StreamRecord>> read(String key, String after, int limit, Duration wait) {
        StreamEntryID position;
        try {
            position = new StreamEntryID(after);
        } catch (IllegalArgumentException notAnId) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "'" + after
                            + "' is no position in a Redis stream; it looks like 1700000000000-0, or 0-0 for all."));
        }
        return connections
                .callAndWait(redis -> tryRead(redis, key, position, limit, wait))
                .flatMap(read -> read);
    }

    private Either<Failure, List<StreamRecord>> tryRead(
            RedisClient redis, String key, StreamEntryID position, int limit, Duration wait) {
        XReadParams params = XReadParams.xReadParams().count(limit);
        if (!wait.isZero()) {
            // Zero would mean for ever, and a connection silent for longer would be taken for lost.
            params.block((int) Math.max(1, Math.min(wait.toMillis(), LONGEST_WAIT_MILLIS)));
        }
        try {
            List<Map.Entry<String, List<StreamEntry>>> answer = redis.xread(params, Map.of(key, position));
            if (answer == null || answer.isEmpty()) {
                return Either.right(List.of());
            }
            return Either.right(answer.get(0).getValue().stream()
                    .map(entry -> new StreamRecord(entry.getID().toString(), entry.getFields()))
                    .toList());
        } catch (JedisDataException error) {
            if (String.valueOf(error.getMessage()).startsWith("WRONGTYPE")) {
                return Either.left(Failure.of(
                        FailureCode.STREAM_NOT_FOUND,
                        "The Redis key " + key + " holds no stream; give the key of a stream.",
                        "key",
                        key));
            }
            throw error;
        }
    }

    @Override
    public void close() {
        // The connections are shared; whoever opened them closes them.
    }
}
