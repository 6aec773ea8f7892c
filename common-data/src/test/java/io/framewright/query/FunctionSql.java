package io.framewright.query;

import io.framewright.frame.ColumnType;
import io.framewright.query.expression.Expression;
import java.util.List;
import java.util.stream.Collectors;

/** Says a call of a function in SQL. */
final class FunctionSql {
    private static final String NUMBER = "'[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?'";

    private final ExpressionSql expressions;
    private final Meaning meaning;

    FunctionSql(ExpressionSql expressions) {
        this.expressions = expressions;
        this.meaning = expressions.meaning();
    }

    String of(Expression.Call call) {
        List<Expression> arguments = call.arguments();
        String first = expressions.of(arguments.get(0));
        String second = arguments.size() > 1 ? expressions.of(arguments.get(1)) : "";
        String third = arguments.size() > 2 ? expressions.of(arguments.get(2)) : "";
        return switch (call.function()) {
            case "lower" -> "lower(" + first + ")";
            case "upper" ->
                meaning.of(Difference.CASE, "upper(replace(" + first + ", '\u00df', 'SS'))", "upper(" + first + ")");
            case "trim" -> meaning.of(Difference.BLANKS, "trim(" + first + ", ' ' || chr(9))", "trim(" + first + ")");
            case "length" -> "length(" + first + ")";
            case "substring" -> substring(first, second, third);
            case "left", "right" -> call.function() + "(" + first + ", greatest(" + second + ", 0))";
            case "indexOf" -> "instr(" + first + ", " + second + ")";
            case "padLeft" -> padded("lpad", first, second, third);
            case "padRight" -> padded("rpad", first, second, third);
            case "replace" -> "replace(" + first + ", " + second + ", " + third + ")";
            case "concat" ->
                meaning.of(
                        Difference.JOINED_TEXTS,
                        arguments.stream().map(this::text).collect(Collectors.joining(" || ", "(", ")")),
                        arguments.stream().map(this::text).collect(Collectors.joining(", ", "concat(", ")")));
            case "contains" -> expressions.compared("contains(" + first + ", " + second + ")");
            case "startsWith" -> expressions.compared("starts_with(" + first + ", " + second + ")");
            case "endsWith" -> expressions.compared("ends_with(" + first + ", " + second + ")");
            case "matches" -> expressions.compared("regexp_full_match(" + first + ", " + second + ")");
            case "text" -> text(arguments.get(0));
            case "number" -> number(arguments.get(0));
            case "whole" -> whole(arguments.get(0));
            case "min" -> extreme(arguments, "least", "<=");
            case "max" -> extreme(arguments, "greatest", ">=");
            case "coalesce" -> {
                ColumnType type = expressions.type(call);
                yield arguments.stream()
                        .map(argument -> expressions.widened(argument, type))
                        .collect(Collectors.joining(", ", "coalesce(", ")"));
            }
            case "abs", "floor", "ceil" ->
                expressions.type(arguments.get(0)).isWhole() && !call.function().equals("abs")
                        ? first
                        : call.function() + "(" + first + ")";
            case "round" -> round(arguments, first, second);
            case "sign" -> "sign(" + first + ")";
            case "sqrt", "exp" -> expressions.number(call.function() + "(" + first + "::double)");
            case "pow" -> expressions.number("pow(" + first + "::double, " + second + "::double)");
            case "log", "log10" ->
                meaning.of(
                        Difference.LOGARITHM_OF_ZERO,
                        sql -> "case when " + first + " = 0 then null else " + sql + " end",
                        expressions.number((call.function().equals("log") ? "ln(" : "log10(") + first + "::double)"));
            case "div" -> "(" + first + " // " + second + ")";
            default -> temporal(call.function(), arguments, first, second, third);
        };
    }

    private String temporal(String function, List<Expression> arguments, String first, String second, String third) {
        boolean ofDate = expressions.type(arguments.get(0)) == ColumnType.LOCAL_DATE;
        return switch (function) {
            case "year", "month", "day", "quarter", "hour", "minute", "second" -> function + "(" + first + ")";
            case "weekOfYear" -> "week(" + first + ")";
            case "startOf" -> near(ofDate, "date_trunc(" + second + ", " + first + ")");
            case "dayOfWeek" -> "isodow(" + first + ")";
            case "dayOfYear" -> "dayofyear(" + first + ")";
            case "date" ->
                third.isEmpty()
                        ? "(" + first + ")::date"
                        : meaning.of(
                                Difference.NO_DATE,
                                sql -> "try(" + sql + ")",
                                "make_date(" + first + ", " + second + ", " + third + ")");
            case "time" -> "(" + first + ")::time";
            case "dateTime" -> second.isEmpty() ? "(" + first + ")::timestamp" : "(" + first + " + " + second + ")";
            case "instant" -> "(" + without(first) + ")::timestamp";
            case "epochSeconds" -> "fw_seconds((" + first + ")::timestamp)";
            case "fromEpochSeconds" -> "make_timestamp_ms(" + first + " * 1000)";
            case "daysBetween" -> "date_diff('day', " + first + "::date, " + second + "::date)";
            case "secondsBetween" -> "(fw_seconds(" + second + ") - fw_seconds(" + first + "))";
            case "plusDays" -> near(ofDate, first + " + to_days((" + second + ")::integer)");
            case "plusMonths" -> near(ofDate, first + " + to_months((" + second + ")::integer)");
            case "plusSeconds" -> near(false, first + " + to_seconds(" + second + ")");
            default -> throw new IllegalStateException("no SQL for " + function);
        };
    }

    /** The Z behind an instant: a TIMESTAMP has no zone. */
    private static String without(String instant) {
        return instant.endsWith("Z'") ? instant.substring(0, instant.length() - 2) + "'" : instant;
    }

    private String near(boolean date, String sql) {
        String typed = date ? "(" + sql + ")::date" : "(" + sql + ")";
        return meaning.of(Difference.FAR_DATE, plain -> "fw_near(" + plain + ")", typed);
    }

    private String substring(String text, String from, String count) {
        String plain = "substring(" + text + ", " + from + (count.isEmpty() ? "" : ", " + count) + ")";
        String start = "greatest(" + from + ", 1)";
        String ours = count.isEmpty()
                ? "substring(" + text + ", " + start + ")"
                : "substring(" + text + ", " + start + ", greatest(greatest(" + count + ", 0) + least(" + from
                        + ", 1) - 1, 0))";
        return meaning.of(Difference.OUTSIDE, ours, plain);
    }

    private String padded(String function, String text, String length, String fill) {
        return meaning.of(
                Difference.LONGER,
                sql -> "case when length(" + text + ") >= " + length + " then " + text + " else " + sql + " end",
                function + "(" + text + ", (" + length + ")::integer, " + fill + ")");
    }

    private String text(Expression argument) {
        String sql = expressions.of(argument);
        if (expressions.type(argument) != ColumnType.DOUBLE) {
            return expressions.type(argument) == ColumnType.STRING ? sql : "(" + sql + ")::varchar";
        }
        // Those of NineTypes: beyond a thousandth and ten millions Java writes an exponent, DuckDB later and otherwise.
        String[] odd = {
            "Infinity",
            "-Infinity",
            "9.007199254740992E15",
            "9.223372036854775807E18",
            "1.0E300",
            "-1.0E300",
            "4.9E-324",
            "1.7976931348623157E308"
        };
        StringBuilder ours = new StringBuilder("case (" + sql + ")");
        for (String java : odd) {
            ours.append(" when '")
                    .append(java)
                    .append("'::double then '")
                    .append(Double.parseDouble(java))
                    .append('\'');
        }
        return meaning.of(
                Difference.TEXT_OF_NUMBER, plain -> "(" + ours + " else " + plain + " end)", "(" + sql + ")::varchar");
    }

    private String number(Expression argument) {
        String sql = expressions.of(argument);
        return switch (expressions.type(argument)) {
            case STRING -> read(sql, NUMBER, "try_cast(" + sql + " as double)");
            case BOOLEAN -> sql + "::integer::double";
            default -> sql + "::double";
        };
    }

    private String whole(Expression argument) {
        String sql = expressions.of(argument);
        return switch (expressions.type(argument)) {
            case STRING -> {
                String plain = "try_cast(" + sql + " as bigint)";
                yield read(sql, "'[+-]?[0-9]+'", plain);
            }
            case BOOLEAN -> sql + "::bigint";
            case DOUBLE -> meaning.of(Difference.FRACTION, "fw_whole(" + sql + ")", "try_cast(" + sql + " as bigint)");
            default -> sql;
        };
    }

    private String read(String sql, String form, String plain) {
        return meaning.of(
                Difference.NUMBER_OF_TEXT,
                "case when regexp_full_match(trim(" + sql + ", ' ' || chr(9)), " + form + ") then " + plain + " end",
                plain);
    }

    private String round(List<Expression> arguments, String first, String digits) {
        if (expressions.type(arguments.get(0)).isWhole()) {
            return digits.isEmpty() ? first : first + "::double";
        }
        return meaning.of(
                Difference.ROUNDING,
                "round((" + first + ")::varchar::decimal(30, 12), (" + (digits.isEmpty() ? "0" : digits)
                        + ")::integer)::double",
                "round(" + first + (digits.isEmpty() ? "" : ", (" + digits + ")::integer") + ")");
    }

    private String extreme(List<Expression> arguments, String function, String comparison) {
        Expression pair =
                new Expression.Call("coalesce", arguments, arguments.get(0).at());
        ColumnType type = expressions.type(pair);
        List<String> all = arguments.stream()
                .map(argument -> expressions.widened(argument, type))
                .toList();
        String plain = function + "(" + String.join(", ", all) + ")";
        String ordered = type == ColumnType.STRING
                ? all.stream()
                        .reduce((one, other) -> "(case when fw_text(" + one + ") " + comparison + " fw_text(" + other
                                + ") then " + one + " else " + other + " end)")
                        .orElseThrow()
                : plain;
        String missing = all.stream().map(one -> one + " is null").collect(Collectors.joining(" or "));
        return meaning.of(Difference.LEAST, "case when " + missing + " then null else " + ordered + " end", plain);
    }
}
