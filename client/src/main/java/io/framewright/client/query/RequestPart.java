package io.framewright.client.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;

/** A JSON object of a command's data that nobody can change: each {@code with} gives another. */
abstract class RequestPart {
    private final ObjectNode json;

    /** Takes the object: whoever made it lets go of it. */
    RequestPart(ObjectNode json) {
        this.json = json;
    }

    /** What goes on the wire; the caller's own, to put into a command. */
    public final ObjectNode json() {
        return json.deepCopy();
    }

    /** The object of this part and one more field, or another value of it. */
    final ObjectNode with(String field, JsonNode value) {
        ObjectNode more = json();
        more.set(field, value);
        return more;
    }

    final ObjectNode with(String field, String value) {
        return json().put(field, value);
    }

    final ObjectNode with(String field, boolean value) {
        return json().put(field, value);
    }

    static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    static ObjectNode typed(String type) {
        return object().put("type", type);
    }

    static ArrayNode list(Iterable<String> texts) {
        ArrayNode list = Json.mapper().createArrayNode();
        texts.forEach(list::add);
        return list;
    }

    static ArrayNode parts(Iterable<? extends RequestPart> parts) {
        ArrayNode list = Json.mapper().createArrayNode();
        parts.forEach(part -> list.add(part.json()));
        return list;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && json.equals(((RequestPart) other).json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    /** The JSON. */
    @Override
    public final String toString() {
        return json.toString();
    }
}
