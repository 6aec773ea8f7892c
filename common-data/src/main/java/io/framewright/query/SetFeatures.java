package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Feature;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says of columns what they are: role, description, unit. What was said of these columns before is replaced. */
record SetFeatures(Map<String, Feature> features) implements Operation {
    SetFeatures {
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    }

    static Either<Failure, SetFeatures> read(JsonFields fields) {
        return fields.rejectUnknown("op", "features")
                .flatMap(known -> fields.object("features"))
                .flatMap(object -> {
                    Either<Failure, Map<String, Feature>> read = Either.right(new LinkedHashMap<>());
                    JsonNode all = fields.get("features");
                    for (Map.Entry<String, JsonNode> one :
                            all == null ? List.<Map.Entry<String, JsonNode>>of() : all.properties()) {
                        JsonFields said = JsonFields.of(one.getValue(), object.path() + "." + one.getKey());
                        read = read.flatMap(before -> feature(said).map(feature -> {
                            before.put(one.getKey(), feature);
                            return before;
                        }));
                    }
                    return read;
                })
                .map(SetFeatures::new);
    }

    private static Either<Failure, Feature> feature(JsonFields fields) {
        return fields.isObject()
                .flatMap(object -> object.rejectUnknown("role", "description", "unit"))
                .flatMap(known -> fields.optionalString("role"))
                .flatMap(role -> fields.optionalString("description")
                        .flatMap(description -> fields.optionalString("unit")
                                .map(unit ->
                                        new Feature(role.orElse(null), description.orElse(null), unit.orElse(null)))));
    }

    @Override
    public String op() {
        return "setFeatures";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op());
        ObjectNode all = json.putObject("features");
        features.forEach((column, feature) -> {
            ObjectNode said = all.putObject(column);
            if (feature.role() != null) {
                said.put("role", feature.role());
            }
            if (feature.description() != null) {
                said.put("description", feature.description());
            }
            if (feature.unit() != null) {
                said.put("unit", feature.unit());
            }
        });
        return json;
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return Chosen.columns(frame, List.copyOf(features.keySet())).map(there -> frame.withFeatures(features));
    }
}
