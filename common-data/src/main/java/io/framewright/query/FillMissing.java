package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.expression.Evaluation;
import io.framewright.query.expression.Expression;
import io.framewright.query.expression.Place;
import io.framewright.serialize.JsonFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a value where a column has none. The value is of the column's type: a number, true or false, a text; dates and
 * times as texts in ISO 8601.
 */
record FillMissing(String column, JsonNode value) implements Operation {
    static Either<Failure, FillMissing> read(JsonFields fields) {
        return fields.rejectUnknown("op", "column", "value")
                .flatMap(known -> fields.string("column"))
                .flatMap(column -> {
                    JsonNode value = fields.get("value");
                    return value != null && value.isValueNode()
                            ? Either.right(new FillMissing(column, value))
                            : Either.left(fields.wrong("value", value, "a number, a text, true or false"));
                });
    }

    @Override
    public String op() {
        return "fillMissing";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op()).put("column", column);
        json.set("value", value);
        return json;
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        return frame.find(column)
                .flatMap(
                        from -> ResultSize.work("Filling", frame, ResultSize.width(from.type()), others.maxFrameBytes())
                                .flatMap(room -> filled(frame, from, monitor)));
    }

    private Either<Failure, Frame> filled(Frame frame, Column from, WorkMonitor monitor) {
        @Nullable Expression literal = literal(from.type());
        if (literal == null) {
            return Either.left(mismatch(from));
        }
        Expression filled = new Expression.Call(
                "coalesce", List.of(new Expression.ColumnValue(column, Place.NOWHERE), literal), Place.NOWHERE);
        return Evaluation.of(filled, frame)
                .mapLeft(failure -> mismatch(from))
                .flatMap(evaluation ->
                        evaluation.type() == from.type() ? evaluation.values(monitor) : Either.left(mismatch(from)))
                .map(values -> frame.withColumn(new Column(column, values)));
    }

    /** The value as an expression of the column's type; null if it is none. */
    private @Nullable Expression literal(ColumnType type) {
        if (type.isWhole() && value.isIntegralNumber() && value.canConvertToLong()) {
            long whole = value.longValue();
            return whole == Long.MIN_VALUE
                    ? null
                    : signed(new Expression.Whole(Math.abs(whole), Place.NOWHERE), whole < 0);
        }
        if (type == ColumnType.DOUBLE && value.isNumber() && Double.isFinite(value.doubleValue())) {
            double number = value.doubleValue();
            return signed(new Expression.Decimal(Math.abs(number), Place.NOWHERE), number < 0);
        }
        if (type == ColumnType.BOOLEAN && value.isBoolean()) {
            return new Expression.Truth(value.booleanValue(), Place.NOWHERE);
        }
        if (!value.isTextual()) {
            return null;
        }
        Expression text = new Expression.Text(value.textValue(), Place.NOWHERE);
        return switch (type) {
            case STRING -> text;
            case LOCAL_DATE -> new Expression.Call("date", List.of(text), Place.NOWHERE);
            case LOCAL_TIME -> new Expression.Call("time", List.of(text), Place.NOWHERE);
            case LOCAL_DATE_TIME -> new Expression.Call("dateTime", List.of(text), Place.NOWHERE);
            case INSTANT -> new Expression.Call("instant", List.of(text), Place.NOWHERE);
            default -> null;
        };
    }

    private static Expression signed(Expression literal, boolean negative) {
        return negative ? new Expression.Negation(literal, Place.NOWHERE) : literal;
    }

    private Failure mismatch(Column from) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("column", column);
        detail.put("expected", from.type().name());
        detail.put("found", value.toString());
        return Failure.of(
                FailureCode.TYPE_MISMATCH,
                "The value " + value + " is no " + from.type() + ", the type of column " + column + ".",
                detail);
    }
}
