package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.TrainingSetSpec;
import io.framewright.query.TrainingSet;
import io.framewright.serialize.Json;
import io.framewright.serialize.ValueJson;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Training sets as answers tell of them. */
final class TrainingSetJson {
    private TrainingSetJson() {}

    /** What it was made by. */
    static ObjectNode of(String name, TrainingSetSpec spec) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("name", name)
                .put("kind", spec.kind().word());
        spec.predictors().forEach(json.putArray("predictors")::add);
        json.put("responder", spec.responder());
        if (spec.view() != null) {
            json.put("view", spec.view());
        }
        return json.put("missing", spec.missing().word())
                .put("encoding", spec.encoding().word());
    }

    /**
     * The same, and what was fitted to the rows: classes as far as they fit, with {@code classCount} for all; means and
     * the categories of labelled texts if they fit.
     *
     * @param room how many bytes there are for all of it
     */
    static ObjectNode of(String name, TrainingSet set, int room) {
        ObjectNode json = of(name, set.spec()).put("rowCount", set.rowCount()).put("rowsLeftOut", set.rowsLeftOut());
        if (set.spec().kind() == TrainingSetSpec.Kind.CLASSIFICATION) {
            json.put("classCount", set.classes().size());
            ArrayNode classes = json.putArray("classes");
            int left = room - bytes(json);
            for (Object one : set.classes()) {
                JsonNode value = ValueJson.of(one);
                left -= bytes(value) + 1;
                if (left < 0) {
                    break;
                }
                classes.add(value);
            }
        }
        if (!set.means().isEmpty()) {
            ObjectNode means = Json.mapper().createObjectNode();
            set.means().forEach((column, mean) -> means.set(column, ValueJson.of(mean)));
            putIfFits(json, "means", means, room);
        }
        if (set.spec().encoding() == TrainingSetSpec.Encoding.LABEL
                && !set.categories().isEmpty()) {
            ObjectNode categories = Json.mapper().createObjectNode();
            set.categories().forEach((column, texts) -> categories.set(column, texts(texts)));
            putIfFits(json, "categories", categories, room);
        }
        return json;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode list = Json.mapper().createArrayNode();
        for (String text : texts) {
            list.add(text == null ? list.nullNode() : ValueJson.of(text));
        }
        return list;
    }

    private static void putIfFits(ObjectNode json, String field, JsonNode value, int room) {
        if (bytes(json) + bytes(value) + field.length() + 4 <= room) {
            json.set(field, value);
        }
    }

    static int bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
