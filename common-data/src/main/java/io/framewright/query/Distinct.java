package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.List;

/** Keeps the first of the rows that are equal, in all columns or in some; missing values are equal to each other. */
record Distinct(List<String> columns) implements Operation {
    static Either<Failure, Distinct> read(JsonFields fields) {
        return fields.rejectUnknown("op", "columns")
                .flatMap(known -> OperationReader.optionalNames(fields, "columns"))
                .map(Distinct::new);
    }

    @Override
    public String op() {
        return "distinct";
    }

    @Override
    public ObjectNode json() {
        return columns.isEmpty() ? OperationReader.json(op()) : OperationReader.json(op(), "columns", columns);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return Chosen.dataOrAll(frame, columns).map(keys -> {
            if (keys.isEmpty()) {
                return frame;
            }
            Groups groups = Groups.of(keys, frame.rowCount(), new Watch(monitor));
            return RowGather.ascending(frame, groups.firstRow(), groups.count(), RowChunks.of(monitor));
        });
    }
}
