package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of what a group-by makes.
 *
 * @param column what is aggregated; null only for counting rows
 * @param q the share of values below the quantile; 0.5 for other functions
 * @param as the name of the result
 */
record Aggregate(@Nullable String column, AggregateFunction function, double q, String as) {
    private static final double MEDIAN = 0.5;

    static Either<Failure, Aggregate> read(JsonFields fields) {
        return fields.isObject()
                .flatMap(object -> object.rejectUnknown("column", "function", "as", "q"))
                .flatMap(known -> fields.oneOf("function", AggregateFunction.names()))
                .map(AggregateFunction::named)
                .flatMap(function -> column(fields, function)
                        .flatMap(column -> q(fields, function)
                                .flatMap(q -> fields.optionalString("as")
                                        .map(as -> new Aggregate(
                                                column.isEmpty() ? null : column,
                                                function,
                                                q,
                                                as.orElse(defaultName(column, function)))))));
    }

    private static String defaultName(String column, AggregateFunction function) {
        return column.isEmpty() ? function.shown() : function.shown() + "_" + column;
    }

    private static Either<Failure, String> column(JsonFields fields, AggregateFunction function) {
        return function == AggregateFunction.COUNT
                ? fields.optionalString("column").map(name -> name.orElse(""))
                : fields.string("column");
    }

    private static Either<Failure, Double> q(JsonFields fields, AggregateFunction function) {
        JsonNode q = fields.get("q");
        if (q == null) {
            return Either.right(MEDIAN);
        }
        boolean good =
                function == AggregateFunction.QUANTILE && q.isNumber() && q.doubleValue() >= 0 && q.doubleValue() <= 1;
        return good
                ? Either.right(q.doubleValue())
                : Either.left(fields.wrong("q", q, "a number from 0 to 1, and only with function quantile"));
    }

    void write(ObjectNode json) {
        if (column != null) {
            json.put("column", column);
        }
        json.put("function", function.shown());
        if (function == AggregateFunction.QUANTILE) {
            json.put("q", q);
        }
        json.put("as", as);
    }

    /** What is to be computed for it, or COLUMN_NOT_FOUND, or TYPE_MISMATCH. */
    Either<Failure, Aggregation> over(Frame frame) {
        if (column == null) {
            return Either.right(Aggregation.rows());
        }
        return frame.find(column).flatMap(from -> {
            @Nullable String takes = function.refuses(from.type());
            return takes == null
                    ? Either.right(Aggregation.of(function, q, from.data()))
                    : Either.left(refused(from, takes));
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
