package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.frame.TrainingSetSpec;
import io.framewright.frame.TrainingSetSpec.Encoding;
import io.framewright.frame.TrainingSetSpec.Kind;
import io.framewright.frame.TrainingSetSpec.Missing;
import io.framewright.serialize.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stores which columns predict which other, and how they become numbers. The set is made once to see that it can be,
 * and again whenever it is read, of the version of the frame that is current then.
 */
record CreateTrainingSet(String set, TrainingSetSpec spec, boolean overwrite) implements Operation {
    static Either<Failure, CreateTrainingSet> read(Kind kind, JsonFields fields) {
        return fields.rejectUnknown(
                        "op",
                        "set",
                        "predictors",
                        "responder",
                        "view",
                        "missing",
                        "encoding",
                        "maxCategories",
                        "overwrite")
                .flatMap(known -> fields.string("set"))
                .flatMap(set -> OperationReader.names(fields, "predictors")
                        .flatMap(predictors -> responder(fields, predictors)
                                .flatMap(responder -> spec(kind, predictors, responder, fields)))
                        .flatMap(spec -> fields.optionalBoolean("overwrite", true)
                                .map(overwrite -> new CreateTrainingSet(set, spec, overwrite))));
    }

    private static Either<Failure, String> responder(JsonFields fields, List<String> predictors) {
        return fields.string("responder")
                .flatMap(responder -> predictors.contains(responder)
                        ? Either.left(fields.wrong(
                                "responder", fields.get("responder"), "another column than the predictors"))
                        : Either.right(responder));
    }

    private static Either<Failure, TrainingSetSpec> spec(
            Kind kind, List<String> predictors, String responder, JsonFields fields) {
        return fields.optionalString("view")
                .flatMap(view -> oneOf(fields, "missing", Missing.values(), Missing::word)
                        .flatMap(missing -> oneOf(fields, "encoding", Encoding.values(), Encoding::word)
                                .flatMap(encoding -> fields.optionalLong(
                                                "maxCategories",
                                                TrainingSetSpec.USUAL_CATEGORIES,
                                                1,
                                                TrainingSetSpec.MOST_CATEGORIES)
                                        .map(most -> new TrainingSetSpec(
                                                kind,
                                                predictors,
                                                responder,
                                                view.orElse(null),
                                                missing,
                                                encoding,
                                                most.intValue())))));
    }

    /** The value of this word; the first if the field is missing. */
    private static <T> Either<Failure, T> oneOf(JsonFields fields, String name, T[] values, Function<T, String> word) {
        if (!fields.has(name)) {
            return Either.right(values[0]);
        }
        return fields.oneOf(name, Arrays.stream(values).map(word).collect(Collectors.toSet()))
                .map(given -> Arrays.stream(values)
                        .filter(value -> word.apply(value).equals(given))
                        .findFirst()
                        .orElseThrow());
    }

    @Override
    public String op() {
        return spec.kind() == Kind.REGRESSION ? "createRegressionSet" : "createClassificationSet";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op(), "predictors", spec.predictors())
                .put("set", set)
                .put("responder", spec.responder());
        if (spec.view() != null) {
            json.put("view", spec.view());
        }
        return json.put("missing", spec.missing().word())
                .put("encoding", spec.encoding().word())
                .put("maxCategories", spec.maxCategories())
                .put("overwrite", overwrite);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return applyAndTell(frame, others, monitor).map(Applied::frame);
    }

    @Override
    public Either<Failure, Applied> applyAndTell(Frame frame, FrameLookup others, WorkMonitor monitor) {
        if (!overwrite && frame.trainingSets().containsKey(set)) {
            return Either.left(Failure.of(
                    FailureCode.SET_EXISTS,
                    "There is a training set " + set + " already; set overwrite, or give another name.",
                    "set",
                    set));
        }
        return TrainingSet.of(frame, spec, others, monitor)
                .map(made -> new Applied(frame.withTrainingSet(set, spec), List.of(new Note.SetMade(set, made))));
    }
}
