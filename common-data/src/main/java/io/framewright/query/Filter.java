package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.expression.Evaluation;
import io.framewright.query.expression.Expression;
import io.framewright.serialize.JsonFields;

/** Keeps the rows for which a condition is true. */
record Filter(Expression where) implements Operation {
    static Either<Failure, Filter> read(JsonFields fields) {
        return fields.rejectUnknown("op", "where")
                .flatMap(known -> OperationReader.expression(fields, "where"))
                .map(Filter::new);
    }

    @Override
    public String op() {
        return "filter";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op()).put("where", where.toString());
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        RowChunks chunks = RowChunks.of(monitor);
        return Evaluation.condition(where, frame)
                .flatMap(evaluation -> evaluation.selection(chunks))
                .map(rows -> RowGather.selected(frame, rows, chunks));
    }
}
