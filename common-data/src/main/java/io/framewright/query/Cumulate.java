package io.framewright.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a column of what a function gives for the values from the first row to each, in the order of the rows.
 *
 * @param column the values; null only for counting rows
 * @param as the name of the result
 * @param within rows with equal values in these columns begin anew; none: all rows together
 */
record Cumulate(@Nullable String column, CumulativeFunction function, String as, List<String> within)
        implements Operation {
    Cumulate {
        within = List.copyOf(within);
    }

    static Either<Failure, Cumulate> read(JsonFields fields) {
        return fields.rejectUnknown("op", "column", "function", "as", "within")
                .flatMap(known -> fields.oneOf("function", CumulativeFunction.names()))
                .map(CumulativeFunction::named)
                .flatMap(function -> column(fields, function)
                        .flatMap(column -> fields.optionalString("as")
                                .flatMap(as -> OperationReader.optionalNames(fields, "within")
                                        .map(within -> new Cumulate(
                                                column.orElse(null),
                                                function,
                                                as.orElseGet(() -> function.shown()
                                                        + column.map(name -> "_" + name)
                                                                .orElse("")),
                                                within)))));
    }

    private static Either<Failure, Optional<String>> column(JsonFields fields, CumulativeFunction function) {
        return function == CumulativeFunction.COUNT
                ? fields.optionalString("column")
                : fields.string("column").map(Optional::of);
    }

    @Override
    public String op() {
        return "cumulate";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op());
        if (column != null) {
            json.put("column", column);
        }
        json.put("function", function.shown()).put("as", as);
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
                .flatMap(groups -> values(frame)
                        .flatMap(values -> ResultSize.withColumn(
                                        frame,
                                        as,
                                        function.of(values.map(ColumnData::type).orElse(ColumnType.LONG)),
                                        others.maxFrameBytes(),
                                        "Cumulate fewer rows.")
                                .map(fits -> frame.withColumn(new Column(
                                        as,
                                        Running.of(
                                                function,
                                                values.orElse(null),
                                                RowCells.of(
                                                        groups.stream()
                                                                .map(Column::data)
                                                                .toList(),
                                                        frame.rowCount(),
                                                        GroupWork.shared(new Watch(monitor)))))))));
    }

    private Either<Failure, Optional<ColumnData>> values(Frame frame) {
        if (column == null) {
            return Either.right(Optional.empty());
        }
        return frame.find(column).flatMap(from -> {
            @Nullable String takes = function.refuses(from.type());
            return takes == null ? Either.right(Optional.of(from.data())) : Either.left(refused(from, takes));
        });
    }

    private Failure refused(Column from, String takes) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", from.name());
        detail.put("function", function.shown());
        detail.put("expected", takes);
        detail.put("found", from.type().name());
        return Failure.of(
                FailureCode.TYPE_MISMATCH,
                "The function " + function.shown() + " takes " + takes + "; column " + from.name() + " is "
                        + from.type() + ".",
                detail);
    }
}
