package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one row of the rows that have equal keys; without keys, one row of them all, even if there are none. Groups
 * come in the order of their first rows; missing keys are one group.
 */
record GroupBy(List<String> columns, List<Aggregate> aggregates) implements Operation {
    private static final int STEPS = 3;
    private static final String UNIT = "steps";

    GroupBy {
        columns = List.copyOf(columns);
        aggregates = List.copyOf(aggregates);
    }

    static Either<Failure, GroupBy> read(JsonFields fields) {
        return fields.rejectUnknown("op", "columns", "aggregates")
                .flatMap(known -> keys(fields))
                .flatMap(columns -> fields.list("aggregates")
                        .flatMap(list -> aggregates(list, fields))
                        .map(aggregates -> new GroupBy(columns, aggregates)));
    }

    private static Either<Failure, List<String>> keys(JsonFields fields) {
        JsonNode columns = fields.get("columns");
        return columns != null && columns.isArray() && columns.isEmpty()
                ? Either.right(List.of())
                : OperationReader.optionalNames(fields, "columns");
    }

    private static Either<Failure, List<Aggregate>> aggregates(List<JsonNode> list, JsonFields fields) {
        if (list.isEmpty()) {
            return Either.left(fields.wrong(
                    "aggregates",
                    fields.get("aggregates"),
                    "a list of one {\"column\", \"function\", \"as\"} or more; for keys alone use distinct"));
        }
        Either<Failure, List<Aggregate>> read = Either.right(new ArrayList<>());
        for (int i = 0; i < list.size(); i++) {
            JsonFields one = JsonFields.of(list.get(i), fields.path() + ".aggregates[" + i + "]");
            read = read.flatMap(before -> Aggregate.read(one).map(aggregate -> {
                before.add(aggregate);
                return before;
            }));
        }
        return read;
    }

    @Override
    public String op() {
        return "groupBy";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op(), "columns", columns);
        ArrayNode list = json.putArray("aggregates");
        aggregates.forEach(aggregate -> aggregate.write(list.addObject()));
        return json;
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return apply(frame, GroupWork.shared(new Watch(monitor)), others.maxFrameBytes());
    }

    Either<Failure, Frame> apply(Frame frame, GroupWork work, long maxFrameBytes) {
        return Chosen.columns(frame, columns)
                .flatMap(keys -> aggregations(frame)
                        .flatMap(over -> made(frame, keys, over, work, maxFrameBytes))
                        .flatMap(made -> Chosen.distinctly(frame, made)));
    }

    private Either<Failure, List<Aggregation>> aggregations(Frame frame) {
        Either<Failure, List<Aggregation>> all = Either.right(new ArrayList<>());
        for (Aggregate aggregate : aggregates) {
            all = all.flatMap(before -> aggregate.over(frame).map(aggregation -> {
                before.add(aggregation);
                return before;
            }));
        }
        return all;
    }

    private Either<Failure, List<Column>> made(
            Frame frame, List<Column> keys, List<Aggregation> over, GroupWork work, long maxFrameBytes) {
        work.watch().step(0, STEPS, UNIT);
        GroupKeys codes = GroupKeys.of(keys.stream().map(Column::data).toList(), frame.rowCount(), work);
        return GroupCells.within("Grouping", frame, codes, work, maxFrameBytes).flatMap(cells -> {
            work.watch().step(1, STEPS, UNIT);
            long width = (long) Long.BYTES * over.size();
            for (Column key : keys) {
                width += ResultSize.width(key.type());
            }
            return ResultSize.check("The grouped frame", cells.size(), width, maxFrameBytes, "Group by fewer columns.")
                    .map(fits -> made(keys, over, cells, frame.rowCount(), work));
        });
    }

    private List<Column> made(List<Column> keys, List<Aggregation> over, GroupCells cells, int rows, GroupWork work) {
        AggregationResults results = AggregationResults.of(over, cells);
        work.watch().step(2, STEPS, UNIT);
        Groups groups = keys.isEmpty() ? Groups.one(rows) : cells.groups();
        Column[] made = new Column[keys.size() + over.size()];
        work.cores().run(made.length, i -> {
            work.check();
            made[i] = i < keys.size()
                    ? new Column(keys.get(i).name(), groups.keys(keys.get(i).data()))
                    : new Column(
                            aggregates.get(i - keys.size()).as(),
                            over.get(i - keys.size()).values(results, groups.cells()));
        });
        return List.of(made);
    }
}
