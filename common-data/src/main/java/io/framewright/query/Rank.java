package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Says of each row which place it has in the order that sort would make, as a column; the rows stay where they are.
 *
 * @param within rows with equal values in these columns are ranked for themselves; none: all rows together
 */
record Rank(List<Sort.Key> by, String as, RankMethod method, List<String> within) implements Operation {
    Rank {
        by = List.copyOf(by);
        within = List.copyOf(within);
    }

    static Either<Failure, Rank> read(JsonFields fields) {
        return fields.rejectUnknown("op", "by", "as", "method", "within")
                .flatMap(known -> Sort.keys(fields))
                .flatMap(by -> fields.optionalString("as")
                        .flatMap(as -> method(fields)
                                .flatMap(method -> OperationReader.optionalNames(fields, "within")
                                        .map(within -> new Rank(by, as.orElse("rank"), method, within)))));
    }

    private static Either<Failure, RankMethod> method(JsonFields fields) {
        return fields.has("method")
                ? fields.oneOf("method", RankMethod.names()).map(RankMethod::named)
                : Either.right(RankMethod.MIN);
    }

    @Override
    public String op() {
        return "rank";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op());
        Sort.write(by, json);
        json.put("as", as).put("method", method.shown());
        if (!within.isEmpty()) {
            within.forEach(json.putArray("within")::add);
        }
        return json;
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return Chosen.free(frame, as)
                .flatMap(free -> Chosen.columns(frame, within))
                .flatMap(groups -> Chosen.columns(
                                frame, by.stream().map(Sort.Key::column).toList())
                        .flatMap(columns -> ResultSize.withColumn(
                                        frame, as, method.type(), others.maxFrameBytes(), "Rank fewer rows.")
                                .flatMap(fits ->
                                        ResultSize.work("Ranking", frame, Sort.ORDER_WIDTH, others.maxFrameBytes()))
                                .map(fits -> frame.withColumn(
                                        ranked(groups, columns, frame.rowCount(), RowChunks.of(monitor))))));
    }

    private Column ranked(List<Column> groups, List<Column> columns, int rows, RowChunks chunks) {
        List<RowOrder.Key> keys = new ArrayList<>();
        groups.forEach(group -> keys.add(new RowOrder.Key(group.data(), false)));
        keys.addAll(Sort.keys(by, columns));
        int[] order = RowOrder.of(keys, rows, chunks);
        RowRuns runs = RowRuns.of(
                order,
                groups.stream().map(Column::data).toList(),
                columns.stream().map(Column::data).toList(),
                chunks);
        return new Column(as, new Ranking(order, runs, chunks).values(method));
    }
}
