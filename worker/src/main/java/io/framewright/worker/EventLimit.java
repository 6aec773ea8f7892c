package io.framewright.worker;

import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.FailureJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps events small: pub/sub and the stream are no place for large results. */
final class EventLimit {
    private static final int SHORTENED_MESSAGE = 500;
    private static final int ENVELOPE_BYTES = 600;

    private EventLimit() {}

    static Failure exceeded(int bytes, int limitBytes) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("bytes", bytes);
        detail.put("limitBytes", limitBytes);
        return Failure.of(
                FailureCode.RESULT_TOO_LARGE,
                "The result would make an event of " + bytes + " bytes; at most " + limitBytes
                        + " are allowed. Ask for less: a smaller limit, fewer columns, one frame.",
                detail);
    }

    /** The same failure, its message and detail cut down if they would not fit an event. */
    static Failure shortened(Failure failure, int limitBytes) {
        int bytes = FailureJson.write(failure).toString().getBytes(StandardCharsets.UTF_8).length;
        if (bytes + ENVELOPE_BYTES <= limitBytes) {
            return failure;
        }
        String message = failure.message();
        String cut = message.length() <= SHORTENED_MESSAGE ? message : message.substring(0, SHORTENED_MESSAGE) + "…";
        return Failure.of(failure.code(), cut, Map.of("shortened", true));
    }
}
