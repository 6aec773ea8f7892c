package io.framewright.serialize;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, read by type. What is missing or of another type is a failure {@code INVALID_COMMAND}
 * that names the path ({@code data.operations[2].by}), what it must be and what it is. A field that is null counts as
 * missing. Immutable and thread-safe.
 */
public final class JsonFields {
    private static final int SHOWN = 60;

    private final JsonNode node;
    private final String path;

    private JsonFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    /**
     * @param node the object
     * @param path how messages name it, e.g. {@code data.source}
     */
    public static JsonFields of(JsonNode node, String path) {
        return new JsonFields(node, path);
    }

    /** The object itself, if it is one. */
    public Either<Failure, JsonFields> isObject() {
        return node.isObject() ? Either.right(this) : Either.left(wrong(path, "an object", node));
    }

    /** How messages name this object. */
    public String path() {
        return path;
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** A text that is not blank. */
    public Either<Failure, String> string(String name) {
        return required(name, "a text").flatMap(value -> text(name, value));
    }

    /** A text that is not blank, or none. */
    public Either<Failure, Optional<String>> optionalString(String name) {
        JsonNode value = get(name);
        return value == null
                ? Either.right(Optional.empty())
                : text(name, value).map(Optional::of);
    }

    /** A boolean; {@code otherwise} if it is missing. */
    public Either<Failure, Boolean> optionalBoolean(String name, boolean otherwise) {
        JsonNode value = get(name);
        if (value == null) {
            return Either.right(otherwise);
        }
        return value.isBoolean()
                ? Either.right(value.booleanValue())
                : Either.left(wrong(name, value, "true or false"));
    }

    /** A whole number from {@code min} to {@code max}; {@code otherwise} if it is missing. */
    public Either<Failure, Long> optionalLong(String name, long otherwise, long min, long max) {
        JsonNode value = get(name);
        return value == null ? Either.right(otherwise) : integer(name, value, min, max);
    }

    /** A whole number from {@code min} to {@code max}. */
    public Either<Failure, Long> integer(String name, long min, long max) {
        return required(name, "a whole number").flatMap(value -> integer(name, value, min, max));
    }

    /** A UUID. */
    public Either<Failure, UUID> uuid(String name) {
        return required(name, "a UUID").flatMap(value -> uuid(name, value));
    }

    /** A UUID, or none. */
    public Either<Failure, Optional<UUID>> optionalUuid(String name) {
        JsonNode value = get(name);
        return value == null
                ? Either.right(Optional.empty())
                : uuid(name, value).map(Optional::of);
    }

    /** An object. */
    public Either<Failure, JsonFields> object(String name) {
        return required(name, "an object")
                .flatMap(value -> value.isObject()
                        ? Either.right(new JsonFields(value, path + "." + name))
                        : Either.left(wrong(name, value, "an object")));
    }

    /** A list of anything. */
    public Either<Failure, List<JsonNode>> list(String name) {
        return required(name, "a list").flatMap(value -> {
            if (!value.isArray()) {
                return Either.left(wrong(name, value, "a list"));
            }
            List<JsonNode> items = new ArrayList<>(value.size());
            value.forEach(items::add);
            return Either.right(items);
        });
    }

    /** A list of texts that are not blank. */
    public Either<Failure, List<String>> strings(String name) {
        return list(name).flatMap(items -> {
            List<String> texts = new ArrayList<>(items.size());
            for (int i = 0; i < items.size(); i++) {
                if (!items.get(i).isTextual() || items.get(i).textValue().isBlank()) {
                    return Either.left(wrong(name + "[" + i + "]", items.get(i), "a text that is not blank"));
                }
                texts.add(items.get(i).textValue());
            }
            return Either.right(texts);
        });
    }

    /** An object whose values are texts, in its order. */
    public Either<Failure, Map<String, String>> stringMap(String name) {
        return object(name).flatMap(object -> {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> field : object.node.properties()) {
                if (!field.getValue().isTextual()) {
                    return Either.left(wrong(name + "." + field.getKey(), field.getValue(), "a text"));
                }
                texts.put(field.getKey(), field.getValue().textValue());
            }
            return Either.right(texts);
        });
    }

    /** One of these texts. */
    public Either<Failure, String> oneOf(String name, Set<String> allowed) {
        return string(name)
                .flatMap(text -> allowed.contains(text)
                        ? Either.right(text)
                        : Either.left(
                                wrong(name, node.get(name), "one of " + String.join(", ", new TreeSet<>(allowed)))));
    }

    /** The field as it is; null if it is missing or null. */
    public @Nullable JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    /** Left if there is a field other than these: where a typo would change the meaning. */
    public Either<Failure, JsonFields> rejectUnknown(String... known) {
        Set<String> names = new TreeSet<>(Arrays.asList(known));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!names.contains(field.getKey())) {
                return Either.left(Failure.of(
                        FailureCode.INVALID_COMMAND,
                        path + " has no field " + shown(field.getKey()) + "; it takes " + String.join(", ", names)
                                + ".",
                        "field",
                        path + "." + shown(field.getKey())));
            }
        }
        return Either.right(this);
    }

    /** The failure that says what a field must be; for checks of the caller's own. */
    public Failure wrong(String name, @Nullable JsonNode found, String right) {
        return wrong(path + "." + name, right, found);
    }

    private static Failure wrong(String field, String right, @Nullable JsonNode found) {
        String what = found == null || found.isMissingNode() || found.isNull()
                ? "it is missing"
                : "it is " + shown(found.toString());
        return Failure.of(FailureCode.INVALID_COMMAND, field + " must be " + right + "; " + what + ".", "field", field);
    }

    private Either<Failure, JsonNode> required(String name, String right) {
        JsonNode value = get(name);
        return value == null ? Either.left(wrong(name, null, right)) : Either.right(value);
    }

    private Either<Failure, String> text(String name, JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank()
                ? Either.right(value.textValue())
                : Either.left(wrong(name, value, "a text that is not blank"));
    }

    private Either<Failure, Long> integer(String name, JsonNode value, long min, long max) {
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        return whole && value.longValue() >= min && value.longValue() <= max
                ? Either.right(value.longValue())
                : Either.left(wrong(name, value, "a whole number from " + min + " to " + max));
    }

    private Either<Failure, UUID> uuid(String name, JsonNode value) {
        Optional<UUID> uuid = value.isTextual() ? Uuids.read(value.textValue()) : Optional.empty();
        return uuid.<Either<Failure, UUID>>map(Either::right)
                .orElseGet(() -> Either.left(wrong(name, value, "a UUID in its form of 36 characters")));
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
