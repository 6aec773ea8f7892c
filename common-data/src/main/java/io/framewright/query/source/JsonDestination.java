package io.framewright.query.source;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.Json;
import io.framewright.serialize.RowsJson;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A file with one JSON object a row, in UTF-8, gzip if its name ends in {@code .gz}. A missing value is null.
 * Immutable.
 *
 * @param path relative to the data roots
 * @param lines whether each object stands on a line of its own, without an array around them
 */
public record JsonDestination(String path, boolean lines) implements Destination {
    /** The name of this destination in {@code type}. */
    static final String TYPE = "json";

    private static final int ROWS_AT_ONCE = 256;

    @Override
    public Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context) {
        return FileSaving.save(path, overwrite, context, (out, monitor) -> write(frame, out, monitor));
    }

    private long write(Frame frame, OutputStream out, SaveMonitor monitor) throws IOException {
        try (out) {
            write(frame, 0, frame.rowCount(), out, monitor);
        }
        return frame.rowCount();
    }

    /** The rows from {@code from} to before {@code to}; leaves the stream open, with nothing held back. */
    void write(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
        try (JsonGenerator json = Json.mapper()
                .getFactory()
                .createGenerator(out, JsonEncoding.UTF8)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter(lines ? "\n" : ""));
            if (!lines) {
                json.writeStartArray();
            }
            int first = from;
            while (first < to) {
                int end = to - first < ROWS_AT_ONCE ? to : first + ROWS_AT_ONCE;
                RowsJson.write(json, frame, first, end);
                monitor.rowWritten(end - (long) from, to - (long) from);
                first = end;
            }
            if (!lines) {
                json.writeEndArray();
            }
            if (!lines || to > from) {
                json.writeRaw('\n');
            }
        }
    }
}
