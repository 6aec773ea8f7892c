package io.framewright.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The values of rows as JSON: numbers and truths as they are, dates and times as texts in ISO 8601. */
final class Cells {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Cells() {}

    static ObjectNode object(Map<?, ?> row) {
        ObjectNode json = RequestPart.object();
        row.forEach((column, value) -> json.set(String.valueOf(column), of(value)));
        return json;
    }

    private static JsonNode of(@Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof Map<?, ?> nested) {
            return object(nested);
        }
        if (value instanceof Iterable<?> many) {
            ArrayNode list = JSON.arrayNode();
            many.forEach(each -> list.add(of(each)));
            return list;
        }
        boolean isText = value instanceof CharSequence
                || value instanceof Character
                || value instanceof LocalDate
                || value instanceof LocalTime
                || value instanceof LocalDateTime
                || value instanceof Instant
                || value instanceof Enum<?>
                || value instanceof UUID;
        if (isText) {
            return JSON.textNode(value.toString());
        }
        throw noCell(value);
    }

    /** NaN stands for missing in a frame, so it is null here. */
    private static JsonNode ofNumber(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return JSON.numberNode(number.intValue());
        }
        if (number instanceof Long whole) {
            return JSON.numberNode(whole.longValue());
        }
        if (number instanceof BigInteger whole) {
            return JSON.numberNode(whole);
        }
        if (number instanceof BigDecimal decimal) {
            return JSON.numberNode(decimal);
        }
        if (number instanceof Double || number instanceof Float) {
            // The digits of a float, not those of the double nearest to it.
            double value = Double.parseDouble(number.toString());
            if (Double.isNaN(value)) {
                return JSON.nullNode();
            }
            if (Double.isFinite(value)) {
                return JSON.numberNode(value);
            }
        }
        throw noCell(number);
    }

    private static IllegalArgumentException noCell(Object value) {
        return new IllegalArgumentException(value + " (" + value.getClass().getName()
                + ") cannot stand in a row; give a finite number, a text, a boolean, a LocalDate, LocalTime,"
                + " LocalDateTime, Instant, or null.");
    }
}
