package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.event.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a training set is, and what was fitted to the rows of the frame as it is now. Immutable.
 *
 * <pre>{@code
 * worker.query(Query.of().onSet("carriers")).await().peek(page -> page.trainingSet()
 *         .ifPresent(set -> System.out.println("label 0 is " + set.classes().get(0))));
 * }</pre>
 *
 * @param name of the set
 * @param kind {@code regression} or {@code classification}
 * @param predictors the columns that predict
 * @param responder the column that is predicted
 * @param view whose rows are taken; empty for those of the frame
 * @param missing what becomes of rows that miss a value: {@code drop}, {@code fail} or {@code mean}
 * @param encoding what becomes of texts: {@code oneHot} or {@code label}
 * @param rowCount how many rows it has
 * @param rowsLeftOut how many more there are that miss a value
 * @param classes by label, as far as they fit an event; none for a regression
 * @param classCount how many there are
 * @param means what stands for missing values, by predictor
 * @param categories of labelled texts, by predictor and label; null is missing; empty if they do not fit an event
 * @param problem why the set cannot be made of the frame as it is now
 */
public record TrainingSetInfo(
        String name,
        String kind,
        List<String> predictors,
        String responder,
        String view,
        String missing,
        String encoding,
        long rowCount,
        long rowsLeftOut,
        List<Object> classes,
        int classCount,
        Map<String, Double> means,
        Map<String, List<@Nullable String>> categories,
        Optional<Failure> problem) {
    public TrainingSetInfo {
        predictors = List.copyOf(predictors);
        classes = List.copyOf(classes);
        means = Map.copyOf(means);
        categories = Map.copyOf(categories);
    }

    static List<TrainingSetInfo> listOf(JsonNode sets) {
        return Answers.all(sets, TrainingSetInfo::of);
    }

    static TrainingSetInfo of(JsonNode set) {
        Map<String, Double> means = new LinkedHashMap<>();
        set.path("means")
                .properties()
                .forEach(mean -> means.put(mean.getKey(), mean.getValue().asDouble(Double.NaN)));
        Map<String, List<@Nullable String>> categories = new LinkedHashMap<>();
        set.path("categories").properties().forEach(one -> categories.put(one.getKey(), texts(one.getValue())));
        List<Object> classes = new ArrayList<>();
        set.path("classes").forEach(one -> {
            Object value = Answers.value(one);
            if (value != null) {
                classes.add(value);
            }
        });
        return new TrainingSetInfo(
                set.path("name").asText(),
                set.path("kind").asText(),
                Answers.texts(set.path("predictors")),
                set.path("responder").asText(),
                set.path("view").asText(),
                set.path("missing").asText(),
                set.path("encoding").asText(),
                set.path("rowCount").asLong(),
                set.path("rowsLeftOut").asLong(),
                classes,
                set.path("classCount").asInt(),
                means,
                categories,
                set.has("problem") ? Optional.of(problem(set.path("problem"))) : Optional.empty());
    }

    private static List<@Nullable String> texts(JsonNode list) {
        List<@Nullable String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.isNull() ? null : text.asText()));
        return Collections.unmodifiableList(texts);
    }

    private static Failure problem(JsonNode problem) {
        return Failure.of(problem.path("code").asText(), problem.path("message").asText(), Map.of());
    }
}
