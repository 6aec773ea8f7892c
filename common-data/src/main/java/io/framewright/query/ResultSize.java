package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refuses a result that would not fit into memory before it is made. */
final class ResultSize {
    /** The longest array that every JVM makes. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private ResultSize() {}

    /** How many bytes a value takes; the texts themselves are shared. */
    static int width(ColumnType type) {
        return switch (type) {
            case BOOLEAN -> Byte.BYTES;
            case INTEGER, LOCAL_DATE, LOCAL_TIME, STRING -> Integer.BYTES;
            case LONG, LOCAL_DATE_TIME, INSTANT, DOUBLE -> Long.BYTES;
        };
    }

    /**
     * MEMORY_LIMIT if there would be too many rows or bytes.
     *
     * @param what the result, e.g. {@code The join}
     * @param width bytes a row
     * @param advice what would make it smaller
     */
    static Either<Failure, Boolean> check(String what, long rows, long width, long maxFrameBytes, String advice) {
        boolean countable = Math.multiplyHigh(rows, width) == 0 && rows * width >= 0;
        long bytes = countable ? rows * width : Long.MAX_VALUE;
        if (rows <= MOST_ROWS && bytes <= maxFrameBytes) {
            return Either.right(true);
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("rowCount", rows);
        detail.put("bytes", bytes);
        detail.put("maxRows", MOST_ROWS);
        detail.put("maxFrameBytes", maxFrameBytes);
        return Either.left(Failure.of(
                FailureCode.MEMORY_LIMIT,
                what + " would have " + rows + " rows and take about " + bytes + " bytes; at most " + MOST_ROWS
                        + " rows and " + maxFrameBytes + " bytes may be. " + advice,
                detail));
    }
}
