package io.framewright.serialize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Failures as the data of an event: {@code {"error": {"code", "message", "detail"}}}. */
public final class FailureJson {
    private static final String ERROR = "error";
    private static final String CODE = "code";
    private static final String MESSAGE = "message";
    private static final String DETAIL = "detail";

    private FailureJson() {}

    /** The data of a failure's event. */
    public static ObjectNode write(Failure failure) {
        ObjectNode data = Json.mapper().createObjectNode();
        ObjectNode error = data.putObject(ERROR);
        error.put(CODE, failure.code());
        error.put(MESSAGE, failure.message());
        error.set(DETAIL, Json.mapper().valueToTree(failure.detail()));
        return data;
    }

    /** The failure in the data of an event; empty if there is none. */
    public static Optional<Failure> read(JsonNode data) {
        JsonNode error = data.path(ERROR);
        if (!error.isObject()) {
            return Optional.empty();
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        error.path(DETAIL)
                .properties()
                .forEach(field ->
                        detail.put(field.getKey(), Json.mapper().convertValue(field.getValue(), Object.class)));
        return Optional.of(Failure.of(
                error.path(CODE).asText(FailureCode.INTERNAL_ERROR.name()),
                error.path(MESSAGE).asText(""),
                detail));
    }
}
