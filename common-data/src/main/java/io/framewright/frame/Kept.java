package io.framewright.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a frame keeps beside its columns. Immutable. */
record Kept(
        Map<String, View> views,
        Map<String, TrainingSetSpec> trainingSets,
        Map<String, Feature> features,
        List<JsonNode> lineage) {
    static final Kept NOTHING = new Kept(Map.of(), Map.of(), Map.of(), List.of());

    Kept {
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
        trainingSets = Collections.unmodifiableMap(new LinkedHashMap<>(trainingSets));
        features = Map.copyOf(features);
        lineage = List.copyOf(lineage);
    }

    Kept withLineage(List<JsonNode> steps) {
        return new Kept(views, trainingSets, features, steps);
    }

    Kept withView(String name, View view) {
        return new Kept(with(views, name, view), trainingSets, features, lineage);
    }

    Kept withoutView(String name) {
        return new Kept(without(views, name), trainingSets, features, lineage);
    }

    Kept withTrainingSet(String name, TrainingSetSpec set) {
        return new Kept(views, with(trainingSets, name, set), features, lineage);
    }

    Kept withoutTrainingSet(String name) {
        return new Kept(views, without(trainingSets, name), features, lineage);
    }

    Kept withFeatures(Map<String, Feature> said) {
        Map<String, Feature> all = new HashMap<>(features);
        all.putAll(said);
        return new Kept(views, trainingSets, all, lineage);
    }

    /** What is said about other columns is forgotten. */
    Kept about(List<Column> columns) {
        Map<String, Feature> about = new HashMap<>();
        columns.forEach(column -> {
            Feature feature = features.get(column.name());
            if (feature != null) {
                about.put(column.name(), feature);
            }
        });
        return new Kept(views, trainingSets, about, lineage);
    }

    private static <T> Map<String, T> with(Map<String, T> before, String name, T one) {
        Map<String, T> more = new LinkedHashMap<>(before);
        more.put(name, one);
        return more;
    }

    private static <T> Map<String, T> without(Map<String, T> before, String name) {
        Map<String, T> less = new LinkedHashMap<>(before);
        less.remove(name);
        return less;
    }
}
