package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnData;
import io.framewright.frame.Frame;
import io.framewright.query.expression.Evaluation;
import io.framewright.serialize.JsonFields;
import java.util.List;

/** Leaves out the rows that miss a value, in any column or in one of some. */
record DropMissing(List<String> columns) implements Operation {
    static Either<Failure, DropMissing> read(JsonFields fields) {
        return fields.rejectUnknown("op", "columns")
                .flatMap(known -> OperationReader.optionalNames(fields, "columns"))
                .map(DropMissing::new);
    }

    @Override
    public String op() {
        return "dropMissing";
    }

    @Override
    public ObjectNode json() {
        return columns.isEmpty() ? OperationReader.json(op()) : OperationReader.json(op(), "columns", columns);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        RowChunks chunks = RowChunks.of(monitor);
        return Chosen.dataOrAll(frame, columns).flatMap(data -> {
            List<ColumnData> holes =
                    data.stream().filter(column -> column.missing() > 0).toList();
            return holes.isEmpty()
                    ? Either.right(frame)
                    : ResultSize.work(
                                    "Dropping rows",
                                    frame,
                                    Integer.BYTES + ResultSize.width(frame),
                                    others.maxFrameBytes())
                            .flatMap(room -> Evaluation.present(holes).selection(chunks))
                            .map(rows -> RowGather.selected(frame, rows, chunks));
        });
    }
}
