package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;

/** Keeps at most so many rows, behind so many that are left out. */
record Limit(long rows, long offset) implements Operation {
    static Either<Failure, Limit> read(JsonFields fields) {
        return fields.rejectUnknown("op", "rows", "offset")
                .flatMap(known -> fields.integer("rows", 0, Long.MAX_VALUE))
                .flatMap(rows ->
                        fields.optionalLong("offset", 0, 0, Long.MAX_VALUE).map(offset -> new Limit(rows, offset)));
    }

    /** So many rows are looked at, those that are left out among them. */
    long end() {
        return rows > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + rows;
    }

    @Override
    public String op() {
        return "limit";
    }

    @Override
    public ObjectNode json() {
        return OperationReader.json(op()).put("rows", rows).put("offset", offset);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return Either.right(frame.slice(offset, rows));
    }
}
