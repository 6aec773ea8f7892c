package io.framewright.query.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnType;
import io.framewright.serialize.JsonFields;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code source} or {@code destination}, as the values those are made of. A field that nobody knows is
 * refused: a misspelt option that is silently ignored costs more than it saves. Throws {@link Refused} with
 * {@code INVALID_COMMAND}.
 */
final class SourceFields {
    private static final String TYPE = "type";
    private static final String ENCODING = "encoding";
    private static final String TYPES = "types";
    private static final String NOT_A_SEPARATOR = "\n\r\0\uFFFE\uFFFF";

    private final JsonFields fields;

    /** @param path where the object stands in the command's data, for messages, e.g. {@code source} */
    SourceFields(JsonNode node, String path) {
        this.fields = or(JsonFields.of(node, path).isObject());
    }

    String type() {
        return or(fields.string(TYPE));
    }

    void allow(String... known) {
        List<String> names = new ArrayList<>(List.of(known));
        names.add(TYPE);
        or(fields.rejectUnknown(names.toArray(String[]::new)));
    }

    String text(String name) {
        return or(fields.string(name));
    }

    Optional<String> optionalText(String name) {
        return or(fields.optionalString(name));
    }

    boolean truth(String name, boolean otherwise) {
        return or(fields.optionalBoolean(name, otherwise));
    }

    /** One character that can stand between or around cells. */
    Optional<Character> character(String name) {
        @Nullable JsonNode value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        boolean one = value.isTextual() && value.textValue().length() == 1;
        char c = one ? value.textValue().charAt(0) : 0;
        if (Character.isSurrogate(c) || NOT_A_SEPARATOR.indexOf(c) >= 0) {
            throw wrong(name, value, "one character, not a line end, for example \",\" or \"\\t\"");
        }
        return Optional.of(c);
    }

    boolean isEmptyText(String name) {
        @Nullable JsonNode value = fields.get(name);
        return value != null && value.isTextual() && value.textValue().isEmpty();
    }

    Optional<Charset> encoding() {
        return or(fields.optionalString(ENCODING)).map(this::charset);
    }

    private Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw wrong(
                    ENCODING,
                    fields.get(ENCODING),
                    "the name of an encoding, for example UTF-8, UTF-16LE, ISO-8859-1, windows-1252 or Shift_JIS");
        }
    }

    /** A list of texts, which may be blank. */
    Optional<List<String>> texts(String name) {
        @Nullable JsonNode value = fields.get(name);
        if (value == null) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (item.isTextual()) {
                texts.add(item.textValue());
            }
        }
        if (!value.isArray() || texts.size() != value.size()) {
            throw wrong(name, value, "a list of texts");
        }
        return Optional.of(texts);
    }

    /** Column name to type. */
    Map<String, ColumnType> types() {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        if (fields.has(TYPES)) {
            or(fields.stringMap(TYPES)).forEach((column, type) -> types.put(column, columnType(column, type)));
        }
        return types;
    }

    private ColumnType columnType(String column, String type) {
        return ColumnType.read(type)
                .orElseThrow(() -> wrong(
                        TYPES + "." + column,
                        or(fields.object(TYPES)).get(column),
                        "one of " + String.join(", ", ColumnForms.names())));
    }

    JsonNode array(String name) {
        @Nullable JsonNode value = fields.get(name);
        if (value == null || !value.isArray()) {
            throw wrong(name, value, "a list");
        }
        return value;
    }

    /** What to throw when a field is not what is {@code right}. */
    Refused wrong(String name, @Nullable JsonNode found, String right) {
        return new Refused(fields.wrong(name, found, right));
    }

    /** What to throw when a field is not what is {@code right}. */
    Refused wrong(String name, String right) {
        return wrong(name, fields.get(name), right);
    }

    private static <T> T or(Either<Failure, T> read) {
        return read.fold(
                failure -> {
                    throw new Refused(failure);
                },
                pending -> {
                    throw new IllegalStateException("fields are never pending");
                },
                value -> value);
    }
}
