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
        Watch watch = new Watch(monitor);
        return Chosen.columns(frame, columns).flatMap(keys -> {
            Groups groups = Groups.of(keys.stream().map(Column::data).toList(), frame.rowCount(), watch);
            Either<Failure, List<Column>> made = Either.right(new ArrayList<>());
            made = made.map(list -> {
                keys.forEach(key ->
                        list.add(new Column(key.name(), key.data().take(groups.firstRow(), groups.count()))));
                return list;
            });
            for (int i = 0; i < aggregates.size(); i++) {
                Aggregate aggregate = aggregates.get(i);
                int done = i;
                made = made.flatMap(list -> {
                    watch.step(done, aggregates.size(), "aggregates");
                    return aggregate.over(frame, groups, watch).map(column -> {
                        list.add(column);
                        return list;
                    });
                });
            }
            return made.flatMap(columns -> Chosen.distinctly(frame, columns));
        });
    }
}
