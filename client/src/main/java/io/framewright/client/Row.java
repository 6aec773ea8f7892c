package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of a result. Values are asked for by column; a missing value, and a column that is not there, is empty.
 * Asking for a value of another kind than the column's throws {@link IllegalArgumentException}: that is a bug.
 *
 * <pre>{@code
 * double delay = row.number("delay").orElse(0);
 * }</pre>
 *
 * @param json the row as it came: an object; read only
 */
public record Row(ObjectNode json) {
    /** Whether there is no value. */
    public boolean isMissing(String column) {
        JsonNode value = json.path(column);
        return value.isNull() || value.isMissingNode();
    }

    /** A STRING, or any other value as its text. */
    public Optional<String> text(String column) {
        return isMissing(column)
                ? Optional.empty()
                : Optional.of(json.path(column).asText());
    }

    /** An INTEGER, a LONG or a DOUBLE. */
    public OptionalDouble number(String column) {
        return isMissing(column)
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        of(column, "a number", json.path(column).isNumber()).doubleValue());
    }

    /** An INTEGER or a LONG. */
    public OptionalLong whole(String column) {
        return isMissing(column)
                ? OptionalLong.empty()
                : OptionalLong.of(of(column, "a whole number", json.path(column).isIntegralNumber())
                        .longValue());
    }

    /** A BOOLEAN. */
    public Optional<Boolean> truth(String column) {
        return isMissing(column)
                ? Optional.empty()
                : Optional.of(of(column, "true or false", json.path(column).isBoolean())
                        .booleanValue());
    }

    /** A LOCAL_DATE. */
    public Optional<LocalDate> date(String column) {
        return parsed(column, LocalDate::parse);
    }

    /** A LOCAL_TIME. */
    public Optional<LocalTime> time(String column) {
        return parsed(column, LocalTime::parse);
    }

    /** A LOCAL_DATE_TIME. */
    public Optional<LocalDateTime> dateTime(String column) {
        return parsed(column, LocalDateTime::parse);
    }

    /** An INSTANT. */
    public Optional<Instant> instant(String column) {
        return parsed(column, Instant::parse);
    }

    private <T> Optional<T> parsed(String column, Function<String, T> parse) {
        return text(column).map(text -> {
            try {
                return parse.apply(text);
            } catch (DateTimeParseException other) {
                throw wrong(column, "a date or time of this kind", other);
            }
        });
    }

    private JsonNode of(String column, String kind, boolean is) {
        if (!is) {
            throw wrong(column, kind, null);
        }
        return json.path(column);
    }

    private IllegalArgumentException wrong(String column, String kind, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "The column " + column + " holds not " + kind + " but " + json.path(column), cause);
    }
}
