package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Event;
import io.framewright.serialize.Timestamps;
import io.framewright.serialize.Uuids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers leniently: a field that an older or newer worker does not send is empty or zero, never an exception.
 */
final class Answers {
    private static final UUID NOBODY = new UUID(0, 0);

    private Answers() {}

    static ObjectNode data(Event event) {
        return event.data() instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    static List<String> texts(JsonNode list) {
        return all(list, JsonNode::asText);
    }

    static <T> List<T> all(JsonNode list, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        list.forEach(each -> all.add(read.apply(each)));
        return List.copyOf(all);
    }

    /** A single value of a frame: a Long, a Double, a Boolean or a String; null if it is none of these. */
    static @Nullable Object value(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : value.isTextual() ? value.asText() : null;
    }

    static UUID uuid(JsonNode node) {
        return Uuids.read(node.asText()).orElse(NOBODY);
    }

    static Instant time(JsonNode node) {
        return Timestamps.read(node.asText()).orElse(Instant.EPOCH);
    }
}
