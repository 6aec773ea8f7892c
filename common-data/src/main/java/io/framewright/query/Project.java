package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.List;

/** Keeps some columns, in the order given. */
record Project(List<String> columns) implements Operation {
    static Either<Failure, Project> read(JsonFields fields) {
        return fields.rejectUnknown("op", "columns")
                .flatMap(known -> OperationReader.names(fields, "columns"))
                .map(Project::new);
    }

    @Override
    public String op() {
        return "project";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op(), "columns", columns);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return Chosen.columns(frame, columns).map(frame::withColumns);
    }
}
