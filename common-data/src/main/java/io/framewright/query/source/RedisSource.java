package io.framewright.query.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stream, list or hash of JSON objects in Redis (docs/guide/sources.md). Immutable.
 *
 * @param types per column its type, where it is not to be inferred
 */
public record RedisSource(String key, Map<String, ColumnType> types) implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "redis";

    /** About what a character of JSON takes once it is read. */
    private static final long BYTES_A_CHARACTER = 6;

    public RedisSource {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        ArrayNode rows = Json.mapper().createArrayNode();
        MemoryBudget budget = new MemoryBudget(context.limits().maxFrameBytes());
        try {
            return context.keys()
                    .read(key, page -> add(page, rows, budget, context))
                    .flatMap(count -> new RowsSource(rows, types).load(context));
        } catch (Refused refused) {
            return Either.left(refused.failure());
        }
    }

    private void add(List<Map<String, String>> page, ArrayNode rows, MemoryBudget budget, LoadContext context) {
        for (Map<String, String> fields : page) {
            fields.values().forEach(text -> budget.take(BYTES_A_CHARACTER * text.length()));
            add(fields, rows);
        }
        if (context.monitor().cancelled()) {
            throw new Refused(FailureCode.COMMAND_CANCELLED, "The command was cancelled while it read Redis.");
        }
        context.monitor().progress(rows.size(), -1, "rows");
    }

    /** A record of one field that holds a JSON object, or an array of them, is that; else each field is a column. */
    private void add(Map<String, String> fields, ArrayNode rows) {
        if (fields.size() == 1) {
            @Nullable JsonNode json = json(fields.values().iterator().next());
            if (json instanceof ObjectNode) {
                rows.add(json);
                return;
            }
            if (json != null && json.isArray() && !json.isEmpty() && areObjects(json)) {
                rows.addAll((ArrayNode) json);
                return;
            }
        }
        if (fields.containsKey(KeyedRows.TEXT)) {
            throw new Refused(
                    FailureCode.FILE_MALFORMED,
                    "Record " + (rows.size() + 1L) + " of the Redis key '" + key + "' is no JSON object.",
                    Map.of("row", rows.size() + 1L));
        }
        ObjectNode row = rows.addObject();
        fields.forEach(row::put);
    }

    private static boolean areObjects(JsonNode array) {
        for (JsonNode item : array) {
            if (!item.isObject()) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }
}
