package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnNames;
import io.framewright.frame.Frame;
import io.framewright.query.expression.Evaluation;
import io.framewright.query.expression.Expression;
import io.framewright.serialize.JsonFields;

/** Computes a column: a new one behind the others, or in the place of the one of the same name. */
record Derive(String column, Expression as) implements Operation {
    static Either<Failure, Derive> read(JsonFields fields) {
        return fields.rejectUnknown("op", "column", "as")
                .flatMap(known -> fields.string("column"))
                .flatMap(column ->
                        OperationReader.expression(fields, "as").map(expression -> new Derive(column, expression)));
    }

    @Override
    public String op() {
        return "derive";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op()).put("column", column).put("as", as.toString());
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return frame.columnLike(column)
                .<Either<Failure, Frame>>map(there -> Either.left(ColumnNames.exists(column, there)))
                .orElseGet(() -> Evaluation.of(as, frame)
                        .flatMap(evaluation -> ResultSize.withColumn(
                                        frame,
                                        column,
                                        evaluation.type(),
                                        others.maxFrameBytes(),
                                        "Derive fewer columns, or over fewer rows.")
                                .flatMap(fits -> evaluation.values(monitor, others.maxFrameBytes())))
                        .map(values -> frame.withColumn(new Column(column, values))));
    }
}
