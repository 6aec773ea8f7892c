package io.framewright.query.source;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.FailureCode;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a {@code source} or {@code destination}. A field that nobody knows is refused: a misspelt option that
 * is silently ignored costs more than it saves. Throws {@link Refused} with {@code INVALID_COMMAND}.
 */
final class SourceFields {
    private static final String TYPE = "type";
    private static final char[] NOT_A_SEPARATOR = {'\n', '\r', '\0', '\uFFFE', '\uFFFF'};

    private final JsonNode node;
    private final String path;

    /** @param path where the object stands in the command's data, for messages, e.g. {@code source} */
    SourceFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
        if (!node.isObject()) {
            throw invalid(path, "must be an object with a field type");
        }
    }

    String type() {
        return text(TYPE);
    }

    void allow(String... known) {
        List<String> names = new ArrayList<>(List.of(known));
        names.add(0, TYPE);
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw invalid(at(name), "is not known; the fields are " + String.join(", ", names));
            }
        });
    }

    String text(String name) {
        JsonNode value = node.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw invalid(at(name), value.isMissingNode() ? "is missing; give a text" : "must be a text, not empty");
        }
        return value.textValue();
    }

    boolean truth(String name, boolean otherwise) {
        JsonNode value = node.path(name);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw invalid(at(name), "must be true or false");
        }
        return value.booleanValue();
    }

    /** One character that can stand between or around cells. */
    Optional<Character> character(String name) {
        JsonNode value = node.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        boolean one = value.isTextual() && value.textValue().length() == 1;
        char c = one ? value.textValue().charAt(0) : 0;
        if (!one || Character.isSurrogate(c) || new String(NOT_A_SEPARATOR).indexOf(c) >= 0) {
            throw invalid(at(name), "must be one character, not a line end, for example \",\" or \"\\t\"");
        }
        return Optional.of(c);
    }

    boolean isEmptyText(String name) {
        return node.path(name).isTextual() && node.path(name).textValue().isEmpty();
    }

    Optional<Charset> encoding() {
        JsonNode value = node.path("encoding");
        if (isAbsent(value)) {
            return Optional.empty();
        }
        try {
            Charset charset = Charset.forName(text("encoding"));
            if (charset.canEncode()) {
                return Optional.of(charset);
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw unknownEncoding();
        }
        throw unknownEncoding();
    }

    private Refused unknownEncoding() {
        return invalid(
                at("encoding"),
                "'" + text("encoding") + "' is not known; try UTF-8, UTF-16LE, ISO-8859-1, windows-1252 or Shift_JIS");
    }

    Optional<List<String>> texts(String name) {
        JsonNode value = node.path(name);
        if (isAbsent(value)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                throw invalid(at(name), "must be a list of texts");
            }
            texts.add(item.textValue());
        }
        if (!value.isArray()) {
            throw invalid(at(name), "must be a list of texts");
        }
        return Optional.of(texts);
    }

    Map<String, CellType> types() {
        JsonNode value = node.path("types");
        Map<String, CellType> types = new LinkedHashMap<>();
        if (isAbsent(value)) {
            return types;
        }
        if (!value.isObject()) {
            throw invalid(at("types"), "must be an object, column name to type");
        }
        value.properties()
                .forEach(field -> types.put(
                        field.getKey(),
                        CellType.named(field.getValue().asText())
                                .orElseThrow(() -> invalid(
                                        at("types") + "." + field.getKey(),
                                        "must be one of " + String.join(", ", CellType.names())))));
        return types;
    }

    JsonNode array(String name) {
        JsonNode value = node.path(name);
        if (!value.isArray()) {
            throw invalid(at(name), value.isMissingNode() ? "is missing; give a list" : "must be a list");
        }
        return value;
    }

    Refused invalid(String field, String what) {
        return new Refused(FailureCode.INVALID_COMMAND, field + " " + what + ".", Map.of("field", field));
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
