package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.query.source.KeyedRows;
import io.framewright.transport.DestinationNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Rows in Redis, read and written a page at a time. What is written stands under a key of its own until it is renamed,
 * and expires there if it never is. A page that is written again after Redis was away begins where the first try ended.
 */
final class RedisKeyedRows implements KeyedRows {
    private static final int PAGE = 1_000;
    private static final long UNFINISHED_SECONDS = Duration.ofHours(1).toSeconds();
    private static final String FIELD = "row";

    private final Connections connections;

    RedisKeyedRows(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Either<Failure, Long> read(String key, Consumer<List<Map<String, String>>> page) {
        if (DestinationNames.isOwn(key)) {
            return Either.left(notAllowed(key));
        }
        return connections.call(redis -> redis.type(key)).flatMap(type -> switch (type) {
            case "list" -> list(key, page);
            case "hash" -> hash(key, page);
            case "stream" -> stream(key, page);
            default ->
                Either.left(Failure.of(
                        FailureCode.STREAM_NOT_FOUND,
                        type.equals("none")
                                ? "There is nothing under the Redis key '" + key + "'."
                                : "The Redis key '" + key + "' holds a " + type
                                        + "; give the key of a stream, list or hash.",
                        "key",
                        key));
        });
    }

    private Either<Failure, Long> list(String key, Consumer<List<Map<String, String>>> page) {
        long done = 0;
        while (true) {
            long from = done;
            Either<Failure, List<String>> read = connections.call(redis -> redis.lrange(key, from, from + PAGE - 1));
            List<String> items = read.getOrElse(List.of());
            if (read.isLeft() || items.isEmpty()) {
                return read.map(end -> from);
            }
            page.accept(items.stream().map(RedisKeyedRows::text).toList());
            done += items.size();
        }
    }

    /** A hash that grows meanwhile may be told in parts twice, so each field is taken once. */
    private Either<Failure, Long> hash(String key, Consumer<List<Map<String, String>>> page) {
        Map<String, Boolean> seen = new LinkedHashMap<>();
        String cursor = ScanParams.SCAN_POINTER_START;
        do {
            String from = cursor;
            Either<Failure, ScanResult<Map.Entry<String, String>>> read =
                    connections.call(redis -> redis.hscan(key, from, new ScanParams().count(PAGE)));
            if (read.isLeft()) {
                return read.map(never -> 0L);
            }
            List<Map<String, String>> fresh = new ArrayList<>();
            cursor = read.fold(failure -> from, pending -> from, result -> {
                for (Map.Entry<String, String> each : result.getResult()) {
                    if (seen.putIfAbsent(each.getKey(), true) == null) {
                        fresh.add(text(each.getValue()));
                    }
                }
                return result.getCursor();
            });
            page.accept(fresh);
        } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
        return Either.right((long) seen.size());
    }

    private Either<Failure, Long> stream(String key, Consumer<List<Map<String, String>>> page) {
        long done = 0;
        String from = "-";
        while (true) {
            String start = from;
            long before = done;
            Either<Failure, List<StreamEntry>> read = connections.call(redis -> redis.xrange(key, start, "+", PAGE));
            List<StreamEntry> entries = read.getOrElse(List.of());
            if (read.isLeft() || entries.isEmpty()) {
                return read.map(end -> before);
            }
            page.accept(entries.stream().map(StreamEntry::getFields).toList());
            done += entries.size();
            from = "(" + entries.get(entries.size() - 1).getID();
        }
    }

    private static Map<String, String> text(String text) {
        return Map.of(TEXT, text);
    }

    @Override
    public Either<Failure, Long> write(String key, Kind kind, boolean overwrite, int count, IntFunction<String> text) {
        if (DestinationNames.isOwn(key)) {
            return Either.left(notAllowed(key));
        }
        Either<Failure, Boolean> there = connections.call(redis -> !overwrite && redis.exists(key));
        if (there.isLeft() || there.getOrElse(false)) {
            return there.flatMap(exists -> Either.left(exists(key)));
        }
        String aside = key + ":part:" + UUID.randomUUID();
        boolean done = false;
        try {
            long bytes = 0;
            for (int first = 0; first < count; first += PAGE) {
                List<String> page = new ArrayList<>(PAGE);
                for (int place = first; place < Math.min(count, first + PAGE); place++) {
                    page.add(text.apply(place));
                    bytes += page.get(page.size() - 1).getBytes(StandardCharsets.UTF_8).length;
                }
                int from = first;
                Either<Failure, Boolean> added = connections.call(redis -> add(redis, aside, kind, from, page));
                if (added.isLeft()) {
                    return added.map(never -> 0L);
                }
            }
            long total = bytes;
            Either<Failure, Boolean> published =
                    connections.call(redis -> publish(redis, aside, key, overwrite, count));
            done = published.isRight();
            return published.flatMap(made -> made ? Either.right(total) : Either.left(exists(key)));
        } finally {
            if (!done && connections.call(redis -> redis.del(aside)).isLeft()) {
                // It expires.
                done = true;
            }
        }
    }

    private static boolean add(RedisClient redis, String aside, Kind kind, int first, List<String> page) {
        switch (kind) {
            case LIST -> {
                int have = (int) (redis.llen(aside) - first);
                if (have < page.size()) {
                    redis.rpush(aside, page.subList(have, page.size()).toArray(String[]::new));
                }
            }
            case HASH -> {
                Map<String, String> fields = new LinkedHashMap<>();
                for (int i = 0; i < page.size(); i++) {
                    fields.put(Integer.toString(first + i), page.get(i));
                }
                redis.hset(aside, fields);
            }
            case STREAM -> {
                for (int i = (int) (redis.xlen(aside) - first); i < page.size(); i++) {
                    redis.xadd(aside, StreamEntryID.NEW_ENTRY, Map.of(FIELD, page.get(i)));
                }
            }
        }
        redis.expire(aside, UNFINISHED_SECONDS);
        return true;
    }

    /** Without rows there is nothing to rename: Redis has no empty lists. */
    private static boolean publish(RedisClient redis, String aside, String key, boolean overwrite, int count) {
        if (count == 0) {
            redis.del(key);
            return true;
        }
        redis.persist(aside);
        try {
            if (overwrite) {
                redis.rename(aside, key);
                return true;
            }
            boolean renamed = redis.renamenx(aside, key) == 1;
            if (!renamed) {
                redis.del(aside);
            }
            return renamed;
        } catch (JedisDataException error) {
            if (String.valueOf(error.getMessage()).contains("no such key")) {
                // The try before this one did it, and its answer was lost.
                return true;
            }
            throw error;
        }
    }

    private static Failure exists(String key) {
        return Failure.of(
                FailureCode.KEY_EXISTS,
                "There is something under the Redis key '" + key + "' already; give overwrite: true to replace it.",
                "key",
                key);
    }

    private static Failure notAllowed(String key) {
        return Failure.of(
                FailureCode.SOURCE_NOT_ALLOWED,
                "The Redis key '" + key + "' is one of the platform's own; give another.",
                "key",
                key);
    }
}
