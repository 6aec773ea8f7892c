package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.expression.Evaluation;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a column into another type. Values that have no counterpart there are a failure that counts them, unless they
 * are to become missing.
 */
record TransformType(String column, ColumnType type, boolean missingOnError) implements Operation {
    private static final int EXAMPLES = 3;
    private static final int SHOWN = 40;

    static Either<Failure, TransformType> read(JsonFields fields) {
        return fields.rejectUnknown("op", "column", "type", "onError")
                .flatMap(known -> fields.string("column"))
                .flatMap(column -> type(fields)
                        .flatMap(type -> onError(fields).map(missing -> new TransformType(column, type, missing))));
    }

    private static Either<Failure, ColumnType> type(JsonFields fields) {
        return fields.string("type")
                .flatMap(name -> ColumnType.read(name)
                        .<Either<Failure, ColumnType>>map(Either::right)
                        .orElseGet(() -> Either.left(fields.wrong(
                                "type",
                                fields.get("type"),
                                "one of "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(ColumnType.values())
                                                        .map(Enum::name)
                                                        .toList())))));
    }

    private static Either<Failure, Boolean> onError(JsonFields fields) {
        return fields.has("onError")
                ? fields.oneOf("onError", Set.of("fail", "missing")).map("missing"::equals)
                : Either.right(false);
    }

    @Override
    public String op() {
        return "transformType";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op())
                .put("column", column)
                .put("type", type.name())
                .put("onError", missingOnError ? "missing" : "fail");
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return applyAndTell(frame, FrameLookup.NONE, monitor).map(Applied::frame);
    }

    @Override
    public Either<Failure, Applied> applyAndTell(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return frame.find(column)
                .flatMap(from -> Evaluation.cast(from, type)
                        .flatMap(evaluation -> ResultSize.withColumn(
                                        frame, column, type, others.maxFrameBytes(), "Transform fewer rows.")
                                .flatMap(fits -> evaluation.values(monitor, others.maxFrameBytes())))
                        .flatMap(values -> {
                            Note.Conversion conversion = conversion(from, values);
                            return conversion.notConverted() > 0 && !missingOnError
                                    ? Either.left(lost(conversion, values.size()))
                                    : Either.right(new Applied(
                                            frame.withColumn(new Column(column, values)), List.of(conversion)));
                        }));
    }

    private Note.Conversion conversion(Column from, ColumnData to) {
        int lost = to.missing() - from.data().missing();
        List<String> examples = new ArrayList<>();
        int first = -1;
        for (int row = 0; lost > 0 && row < to.size() && examples.size() < EXAMPLES; row++) {
            @Nullable Object value = to.isMissing(row) ? from.data().get(row) : null;
            if (value != null) {
                first = first < 0 ? row : first;
                String text = value.toString();
                examples.add(text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…");
            }
        }
        return new Note.Conversion(column, from.type(), to.type(), to.size() - to.missing(), lost, first, examples);
    }

    private Failure lost(Note.Conversion conversion, int rows) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", column);
        detail.put("from", conversion.from().name());
        detail.put("to", type.name());
        detail.put("notConverted", conversion.notConverted());
        detail.put("of", rows);
        detail.put("firstRow", conversion.firstRow());
        detail.put("examples", conversion.examples());
        return Failure.of(
                FailureCode.TYPE_MISMATCH,
                conversion.notConverted() + " of " + rows + " values of column " + column + " are no " + type
                        + ", such as '" + conversion.examples().get(0) + "' in row " + conversion.firstRow()
                        + ". Filter them out, or set onError to missing.",
                detail);
    }
}
