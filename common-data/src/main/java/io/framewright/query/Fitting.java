package io.framewright.query;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import io.framewright.frame.TrainingSetSpec;
import io.framewright.frame.TrainingSetSpec.Encoding;
import io.framewright.frame.TrainingSetSpec.Kind;
import io.framewright.frame.TrainingSetSpec.Missing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fits a training set to rows. */
record Fitting(TrainingSetSpec spec, FrameLookup others, WorkMonitor monitor) {
    private RowChunks chunks() {
        return RowChunks.of(monitor);
    }

    Either<Failure, TrainingSet> fit(Frame frame) {
        Either<Failure, Frame> rows =
                spec.view() == null ? Either.right(frame) : Pipeline.view(frame, spec.view(), others, monitor);
        return rows.flatMap(this::chosen)
                .flatMap(this::typed)
                .flatMap(this::fits)
                .flatMap(chosen -> withoutGaps(chosen).flatMap(kept -> fit(chosen.rowCount(), kept)));
    }

    private Either<Failure, TrainingSet> fit(int rowsBefore, Frame kept) {
        Column responder = responder(kept);
        return predictors(kept)
                .flatMap(predictors -> classes(responder)
                        .map(classes -> new TrainingSet(
                                spec,
                                predictors,
                                responder,
                                classes.orElse(null),
                                rowsBefore - kept.rowCount(),
                                others.maxFrameBytes())));
    }

    private Either<Failure, Frame> chosen(Frame rows) {
        List<String> names = new ArrayList<>(spec.predictors());
        names.add(spec.responder());
        return rows.keeping(names);
    }

    private static Column responder(Frame chosen) {
        return chosen.data().get(chosen.data().size() - 1);
    }

    private Either<Failure, Frame> typed(Frame chosen) {
        ColumnType type = responder(chosen).type();
        boolean number = spec.kind() == Kind.REGRESSION;
        if (number ? type.isNumber() : type != ColumnType.DOUBLE) {
            return Either.right(chosen);
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", spec.responder());
        detail.put("type", type.name());
        return Either.left(Failure.of(
                FailureCode.TYPE_MISMATCH,
                "The responder " + spec.responder() + " is " + type + "; "
                        + (number
                                ? "a regression predicts INTEGER, LONG or DOUBLE."
                                : "a classification predicts any other type. Transform it, or derive its classes."),
                detail));
    }

    /** Of the rows that are kept, the columns are copied, and the responder is numbered. */
    private Either<Failure, Frame> fits(Frame chosen) {
        long width = Long.BYTES;
        for (Column column : chosen.data()) {
            width += ResultSize.width(column.type());
        }
        return ResultSize.check(
                        "The rows of the training set",
                        chosen.rowCount(),
                        width,
                        others.maxFrameBytes(),
                        "Take fewer predictors, or a view of fewer rows.")
                .map(fit -> chosen);
    }

    private Either<Failure, Frame> withoutGaps(Frame chosen) {
        if (spec.missing() == Missing.MEAN) {
            return new DropMissing(List.of(spec.responder())).apply(chosen, monitor);
        }
        Optional<Column> gap = spec.missing() == Missing.DROP
                ? Optional.empty()
                : chosen.data().stream()
                        .filter(column -> column.data().missing() > 0)
                        .findFirst();
        return gap.<Either<Failure, Frame>>map(column -> Either.left(missing(
                        column,
                        "misses " + column.data().missing() + " of " + chosen.rowCount()
                                + " values, and missing is fail")))
                .orElseGet(() -> new DropMissing(List.of()).apply(chosen, monitor));
    }

    private static Failure missing(Column column, String how) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", column.name());
        detail.put("missing", column.data().missing());
        return Failure.of(
                FailureCode.VALUE_MISSING,
                "Column " + column.name() + " " + how + ". Fill it, leave it out, or set missing to drop.",
                detail);
    }

    private Either<Failure, EncodedPredictors> predictors(Frame kept) {
        Either<Failure, List<Encoded>> all = Either.right(new ArrayList<>());
        for (Column column : kept.data().subList(0, spec.predictors().size())) {
            all = all.flatMap(before -> encoded(column).map(one -> {
                before.add(one);
                return before;
            }));
        }
        return all.map(encoded -> new EncodedPredictors(spec.predictors(), encoded, spec.responder(), kept.rowCount()));
    }

    private Either<Failure, Encoded> encoded(Column column) {
        if (column.data() instanceof TextData texts) {
            return Categories.of(column.name(), texts, spec.maxCategories(), chunks())
                    .map(categories -> spec.encoding() == Encoding.LABEL
                            ? new Encoded.Label(categories)
                            : new Encoded.OneHot(categories));
        }
        if (column.data().missing() == 0) {
            return Either.right(Encoded.Number.of(column.data(), null));
        }
        return Statistics.mean(
                        DoubleData.of(
                                NumberLine.of(column.data(), chunks()),
                                column.data().size()),
                        monitor)
                .flatMap(mean -> mean.<Either<Failure, Encoded>>map(
                                fill -> Either.right(Encoded.Number.of(column.data(), fill)))
                        .orElseGet(() -> Either.left(missing(column, "has no value that a mean could be taken of"))));
    }

    private Either<Failure, Optional<Classes>> classes(Column responder) {
        return spec.kind() == Kind.REGRESSION
                ? Either.right(Optional.empty())
                : Classes.of(responder, spec.maxCategories(), chunks()).map(Optional::of);
    }
}
