package io.framewright.query;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the values of a column into columns: one row for each different key, one column for each different value, and
 * in each cell what a function makes of the rows of both.
 *
 * @param rows the keys
 * @param column the column whose values become columns
 * @param cell the function and what it is over
 * @param names which of the values become columns, as texts; none means all
 */
record Pivot(List<String> rows, String column, Aggregate cell, List<String> names) implements Operation {
    Pivot {
        rows = List.copyOf(rows);
        names = List.copyOf(names);
    }

    static Either<Failure, Pivot> read(JsonFields fields) {
        return fields.rejectUnknown("op", "rows", "column", "values", "function", "q", "names")
                .flatMap(known -> OperationReader.names(fields, "rows"))
                .flatMap(rows -> fields.string("column")
                        .flatMap(column -> rows.contains(column)
                                ? Either.left(fields.wrong("column", fields.get("column"), "another one than the rows"))
                                : cell(fields, rows, column)
                                        .flatMap(cell -> OperationReader.optionalNames(fields, "names")
                                                .flatMap(names -> names.size() > PivotTable.MOST_COLUMNS
                                                        ? Either.left(fields.wrong(
                                                                "names",
                                                                fields.get("names"),
                                                                "a list of at most " + PivotTable.MOST_COLUMNS))
                                                        : Either.right(new Pivot(rows, column, cell, names))))));
    }

    private static Either<Failure, Aggregate> cell(JsonFields fields, List<String> rows, String column) {
        return fields.oneOf("function", AggregateFunction.names())
                .flatMap(function -> fields.optionalString("values")
                        .flatMap(values -> values.isEmpty() && !function.equals("count")
                                ? fields.string("values").map(never -> values)
                                : Either.right(values))
                        .flatMap(values -> {
                            ObjectNode json = JsonNodeFactory.instance.objectNode();
                            json.put("function", function).put("as", free(rows, column));
                            values.ifPresent(name -> json.put("column", name));
                            json.set("q", fields.get("q"));
                            return Aggregate.read(JsonFields.of(json, fields.path()));
                        }));
    }

    /** A name that none of the keys has: the cells go by it between the group-by and the table. */
    private static String free(List<String> rows, String column) {
        String name = "cell";
        while (name.equalsIgnoreCase(column) || rows.stream().anyMatch(name::equalsIgnoreCase)) {
            name += "_";
        }
        return name;
    }

    @Override
    public String op() {
        return "pivot";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op(), "rows", rows);
        ObjectNode made = JsonNodeFactory.instance.objectNode();
        cell.write(made);
        json.put("column", column);
        if (made.has("column")) {
            json.set("values", made.get("column"));
        }
        json.set("function", made.get("function"));
        if (made.has("q")) {
            json.set("q", made.get("q"));
        }
        if (!names.isEmpty()) {
            names.forEach(json.putArray("names")::add);
        }
        return json;
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        List<String> keys = new ArrayList<>(rows);
        keys.add(column);
        return new GroupBy(keys, List.of(cell))
                .apply(frame, others, monitor)
                .flatMap(groups -> new PivotTable(groups, rows.size(), RowChunks.of(monitor))
                        .spread(names, others.maxFrameBytes()));
    }
}
