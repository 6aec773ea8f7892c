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
        return frame.find(column)
                .flatMap(from -> Evaluation.cast(from, type)
                        .flatMap(evaluation -> evaluation.values(monitor))
                        .flatMap(values -> {
                            int lost = values.missing() - from.data().missing();
                            return lost > 0 && !missingOnError
                                    ? Either.left(lost(from, values, lost))
                                    : Either.right(frame.withColumn(new Column(column, values)));
                        }));
    }

    private Failure lost(Column from, ColumnData to, int lost) {
        List<String> examples = new ArrayList<>();
        int first = -1;
        for (int row = 0; row < to.size() && examples.size() < EXAMPLES; row++) {
            @Nullable Object value = to.isMissing(row) ? from.data().get(row) : null;
            if (value != null) {
                first = first < 0 ? row : first;
                String text = value.toString();
                examples.add(text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…");
            }
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", column);
        detail.put("from", from.type().name());
        detail.put("to", type.name());
        detail.put("notConverted", lost);
        detail.put("of", to.size());
        detail.put("firstRow", first);
        detail.put("examples", examples);
        return Failure.of(
                FailureCode.TYPE_MISMATCH,
                lost + " of " + to.size() + " values of column " + column + " are no " + type + ", such as '"
                        + examples.get(0) + "' in row " + first
                        + ". Filter them out, or set onError to missing.",
                detail);
    }
}
