package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** The rows of a batch as bytes, each batch readable by itself, and what is said about it beside them. */
final class RowBytes {
    /** Names the push: who has a batch of it already, by this and {@link #OFFSET}, drops it. */
    static final String PUSH = "Framewright-Push";
    /** The first row of a batch, from 0. */
    static final String OFFSET = "Framewright-Offset";

    static final String ROWS = "Framewright-Rows";
    static final String ROW_COUNT = "Framewright-Row-Count";
    static final String VERSION = "Framewright-Version";

    private RowBytes() {}

    static Either<Failure, byte[]> of(PushSink.Batch batch, RowForm form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            return form.format()
                    .write(batch.frame(), batch.from(), batch.to(), bytes, batch.monitor())
                    .map(rows -> bytes.toByteArray());
        } catch (IOException memoryDoesNotFail) {
            return Either.left(Failure.of(FailureCode.INTERNAL_ERROR, "Rows could not be written to memory."));
        }
    }

    static Map<String, String> headers(PushSink.Batch batch) {
        return Map.of(
                PUSH,
                batch.pushId().toString(),
                OFFSET,
                Integer.toString(batch.from()),
                ROWS,
                Integer.toString(batch.rows()),
                ROW_COUNT,
                Integer.toString(batch.frame().rowCount()),
                VERSION,
                batch.version());
    }
}
