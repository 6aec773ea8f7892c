package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import io.framewright.query.expression.Evaluation;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts columns below each other: one row for each row and each of these columns, with the column's name and its value.
 *
 * @param ids the columns that are repeated beside them
 * @param values the columns to melt; none means all but the ids
 * @param variable the name of the column of names
 * @param value the name of the column of values
 */
record Melt(List<String> ids, List<String> values, String variable, String value) implements Operation {
    Melt {
        ids = List.copyOf(ids);
        values = List.copyOf(values);
    }

    static Either<Failure, Melt> read(JsonFields fields) {
        return fields.rejectUnknown("op", "ids", "values", "variable", "value")
                .flatMap(known -> ids(fields))
                .flatMap(ids -> OperationReader.optionalNames(fields, "values")
                        .flatMap(values -> fields.optionalString("variable")
                                .flatMap(variable -> fields.optionalString("value")
                                        .map(value -> new Melt(
                                                ids, values, variable.orElse("variable"), value.orElse("value"))))));
    }

    private static Either<Failure, List<String>> ids(JsonFields fields) {
        JsonNode ids = fields.get("ids");
        return ids != null && ids.isArray() && ids.isEmpty()
                ? Either.right(List.of())
                : OperationReader.optionalNames(fields, "ids");
    }

    @Override
    public String op() {
        return "melt";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op(), "ids", ids);
        if (!values.isEmpty()) {
            values.forEach(json.putArray("values")::add);
        }
        return json.put("variable", variable).put("value", value);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        List<String> melted = values.isEmpty()
                ? frame.columnNames().stream()
                        .filter(name -> !ids.contains(name))
                        .toList()
                : values;
        if (melted.isEmpty()) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND, "ids names every column; leave one at least to melt.", "ids", ids));
        }
        return Chosen.columns(frame, ids)
                .flatMap(kept -> Chosen.columns(frame, melted)
                        .flatMap(columns -> type(columns)
                                .flatMap(type -> fits(frame, kept, columns, type, others.maxFrameBytes())
                                        .flatMap(fit -> data(columns, type, monitor))
                                        .flatMap(parts -> Chosen.distinctly(
                                                frame,
                                                melted(frame.rowCount(), kept, melted, type, parts, monitor))))));
    }

    /** The type that all values have, the widest of numbers. */
    private static Either<Failure, ColumnType> type(List<Column> columns) {
        Column widest = columns.get(0);
        for (Column column : columns) {
            boolean numbers = column.type().isNumber() && widest.type().isNumber();
            if (column.type() != widest.type() && !numbers) {
                Map<String, Object> detail = new LinkedHashMap<>();
                detail.put("column", widest.name());
                detail.put("type", widest.type().name());
                detail.put("other", column.name());
                detail.put("otherType", column.type().name());
                return Either.left(Failure.of(
                        FailureCode.TYPE_MISMATCH,
                        "Column " + widest.name() + " is " + widest.type() + " and column " + column.name() + " is "
                                + column.type()
                                + "; they cannot stand in one column. Transform one of the two first.",
                        detail));
            }
            widest = column.type().ordinal() > widest.type().ordinal() ? column : widest;
        }
        return Either.right(widest.type());
    }

    private static Either<Failure, Boolean> fits(
            Frame frame, List<Column> kept, List<Column> columns, ColumnType type, long maxFrameBytes) {
        long width = 2L * Integer.BYTES + ResultSize.width(type);
        for (Column column : kept) {
            width += ResultSize.width(column.type());
        }
        long rows = (long) frame.rowCount() * columns.size();
        return ResultSize.check("The melted frame", rows, width, maxFrameBytes, "Melt fewer columns or rows.");
    }

    private static Either<Failure, List<ColumnData>> data(List<Column> columns, ColumnType type, WorkMonitor monitor) {
        return Either.traverse(
                columns,
                column -> column.type() == type
                        ? Either.right(column.data())
                        : Evaluation.cast(column, type).flatMap(cast -> cast.values(monitor)));
    }

    private List<Column> melted(
            int rows,
            List<Column> kept,
            List<String> names,
            ColumnType type,
            List<ColumnData> parts,
            WorkMonitor monitor) {
        RowChunks chunks = RowChunks.of(monitor);
        int[] from = new int[rows * names.size()];
        int[] codes = new int[from.length];
        chunks.each(from.length, (chunk, first, end) -> {
            for (int row = first; row < end; row++) {
                from[row] = row % rows;
                codes[row] = row / rows;
            }
        });
        RowList list = RowList.of(from, from.length);
        List<Column> columns = new ArrayList<>(Gather.columns(
                kept.stream()
                        .map(column -> new Gather.Pick(column.name(), column.data(), list))
                        .toList(),
                chunks));
        columns.add(new Column(variable, TextData.of(names.toArray(String[]::new), codes, codes.length)));
        columns.add(new Column(value, Stacked.of(type, parts)));
        return columns;
    }
}
