package io.framewright.query.source;

import com.fasterxml.jackson.core.JsonGenerator;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import io.framewright.serialize.RowsJson;
import java.io.IOException;
import java.io.StringWriter;

/**
 * A list, hash or stream in Redis with one JSON object a row. Immutable.
 *
 * @param kind what it becomes
 */
public record RedisDestination(String key, KeyedRows.Kind kind) implements Destination {
    /** The name of this destination in {@code type}. */
    static final String TYPE = "redis";

    @Override
    public Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context) {
        SaveMonitor monitor = new SaveMonitor(context.monitor());
        int rows = frame.rowCount();
        try {
            monitor.checkCancelled();
            return context.keys()
                    .write(key, kind, overwrite, rows, row -> {
                        monitor.rowWritten(row + 1L, rows);
                        return json(frame, row);
                    })
                    .map(bytes -> new Saved(rows, bytes));
        } catch (Refused refused) {
            return Either.left(refused.failure());
        }
    }

    private static String json(Frame frame, int row) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.mapper().getFactory().createGenerator(text)) {
            RowsJson.write(json, frame, row, row + 1);
        } catch (IOException inMemory) {
            throw new IllegalStateException("writing JSON into memory", inMemory);
        }
        return text.toString();
    }
}
