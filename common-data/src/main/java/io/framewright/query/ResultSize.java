package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
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

    /** How many bytes a row of a frame takes. */
    static long width(Frame frame) {
        return frame.data().stream().mapToLong(column -> width(column.type())).sum();
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

    /**
     * MEMORY_LIMIT if the frame would be too large with this column, which is new or takes the place of another.
     *
     * @param advice what would make it smaller
     */
    static Either<Failure, Boolean> withColumn(
            Frame frame, String column, ColumnType type, long maxFrameBytes, String advice) {
        long replaced =
                frame.column(column).map(there -> there.data().memoryBytes()).orElse(0L);
        long bytes = frame.memoryBytes() - replaced + (long) frame.rowCount() * width(type);
        return bytes <= maxFrameBytes
                ? Either.right(true)
                : Either.left(Failure.of(
                        FailureCode.MEMORY_LIMIT,
                        "With the column " + column + " the frame would take about " + bytes + " bytes; at most "
                                + maxFrameBytes + " may be. " + advice,
                        detail(frame, bytes, maxFrameBytes)));
    }

    /**
     * MEMORY_LIMIT if an operation needs more beside the frame than there can be: a frame may take half of what there
     * is, so frame and work together may take twice that.
     *
     * @param what the operation, e.g. {@code Sorting}
     * @param width bytes a row
     */
    static Either<Failure, Boolean> work(String what, Frame frame, long width, long maxFrameBytes) {
        long bytes = frame.rowCount() * width;
        long all = maxFrameBytes > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : 2 * maxFrameBytes;
        long left = all - frame.memoryBytes();
        return bytes <= left
                ? Either.right(true)
                : Either.left(Failure.of(
                        FailureCode.MEMORY_LIMIT,
                        what + " needs about " + bytes + " bytes beside the frame's " + frame.memoryBytes()
                                + "; there are at most " + Math.max(0, left)
                                + ". Filter, or drop columns that are not needed, first.",
                        detail(frame, bytes, maxFrameBytes)));
    }

    private static Map<String, Object> detail(Frame frame, long bytes, long maxFrameBytes) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("rowCount", frame.rowCount());
        detail.put("bytes", bytes);
        detail.put("maxFrameBytes", maxFrameBytes);
        return detail;
    }
}
