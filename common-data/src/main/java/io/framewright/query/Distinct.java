package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnData;
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
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return Chosen.dataOrAll(frame, columns)
                .flatMap(keys -> keys.isEmpty()
                        ? Either.right(frame)
                        : groups(keys, frame, new Watch(monitor), others.maxFrameBytes())
                                .map(groups -> RowGather.ascending(
                                        frame, groups.firstRow(), groups.count(), RowChunks.of(monitor))));
    }

    private static Either<Failure, Groups> groups(List<ColumnData> keys, Frame frame, Watch watch, long maxFrameBytes) {
        watch.step(0, keys.size(), "keys");
        GroupWork work = GroupWork.shared(watch);
        GroupKeys codes = GroupKeys.of(keys, frame.rowCount(), work);
        return GroupCells.within("Finding equal rows", frame, codes, work, maxFrameBytes)
                .map(GroupCells::groups);
    }
}
