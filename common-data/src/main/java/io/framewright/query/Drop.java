package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.List;

/** Leaves out some columns; one at least must stay. */
record Drop(List<String> columns) implements Operation {
    static Either<Failure, Drop> read(JsonFields fields) {
        return fields.rejectUnknown("op", "columns")
                .flatMap(known -> OperationReader.names(fields, "columns"))
                .map(Drop::new);
    }

    @Override
    public String op() {
        return "drop";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op(), "columns", columns);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return Chosen.columns(frame, columns).flatMap(dropped -> {
            var left = frame.data().stream()
                    .filter(column -> !columns.contains(column.name()))
                    .toList();
            return left.isEmpty()
                    ? Either.left(Failure.of(
                            FailureCode.INVALID_COMMAND, "A frame keeps one column at least; project those to keep."))
                    : Either.right(frame.withColumns(left));
        });
    }
}
