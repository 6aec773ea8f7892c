package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Event;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.FailureJson;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps events small: pub/sub and the stream are no place for large results. */
final class EventLimit {
    private static final int SHORTENED_MESSAGE = 500;
    private static final int ENVELOPE_BYTES = 600;
    /** More than any limit, and no overflow in the sum of a few. */
    private static final int MUCH = 256 << 20;

    private EventLimit() {}

    /**
     * Whether an event is certainly within the limit, told from the most that its parts can take: most events are far
     * smaller, and need not be written to know it.
     */
    static boolean surelyFits(Event event, int limitBytes) {
        String traceparent = event.traceparent();
        int around = ENVELOPE_BYTES + atMost(event.eventType()) + (traceparent == null ? 0 : atMost(traceparent));
        return atMost(event.data(), limitBytes - around) >= 0;
    }

    /** What is left of the room when this is written in the longest way; negative if it may not suffice. */
    private static int atMost(JsonNode node, int room) {
        int left = room - 2;
        if (node.isTextual()) {
            return left - atMost(node.textValue());
        }
        if (node.isObject()) {
            Iterator<Map.Entry<String, JsonNode>> fields = node.properties().iterator();
            while (left >= 0 && fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                left = atMost(field.getValue(), left - 2 - atMost(field.getKey()));
            }
            return left;
        }
        if (node.isArray()) {
            Iterator<JsonNode> items = node.iterator();
            while (left >= 0 && items.hasNext()) {
                left = atMost(items.next(), left - 1);
            }
            return left;
        }
        boolean isShort = node.isInt() || node.isLong() || node.isDouble() || node.isBoolean() || node.isNull();
        return isShort ? left - 25 : -1;
    }

    /** A character takes at most six bytes, as an escape. */
    private static int atMost(String text) {
        return text.length() > MUCH ? MUCH : 6 * text.length() + 2;
    }

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
