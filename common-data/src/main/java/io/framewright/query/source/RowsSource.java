package io.framewright.query.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows that stand in the command itself. Immutable as long as nobody changes {@code rows}.
 *
 * @param rows an array of objects
 * @param types per column its type, where it is not to be inferred
 */
public record RowsSource(JsonNode rows, Map<String, ColumnType> types) implements Source {
    /** The name of this source in {@code type}. */
    static final String TYPE = "rows";

    public RowsSource {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    @Override
    public Either<Failure, Frame> load(LoadContext context) {
        try {
            return Either.right(JsonReading.readRows(types, rows, context));
        } catch (Refused refused) {
            return Either.left(asCommandFailure(refused.failure()));
        } catch (IOException inMemory) {
            throw new IllegalStateException("reading JSON from memory", inMemory);
        }
    }

    /** There is no file to be malformed: what is wrong is wrong with the command. */
    private static Failure asCommandFailure(Failure failure) {
        return failure.is(FailureCode.FILE_MALFORMED)
                ? Failure.of(FailureCode.INVALID_COMMAND, failure.message(), failure.detail())
                : failure;
    }
}
