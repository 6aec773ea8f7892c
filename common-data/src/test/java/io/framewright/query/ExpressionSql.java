package io.framewright.query;

import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.expression.ArithmeticOperator;
import io.framewright.query.expression.ComparisonOperator;
import io.framewright.query.expression.Evaluation;
import io.framewright.query.expression.Expression;
import java.util.List;
import java.util.stream.Collectors;

/** Says an expression in SQL. */
final class ExpressionSql {
    private final Frame frame;
    private final Meaning meaning;

    /** @param frame one with these columns */
    ExpressionSql(Frame frame, Meaning meaning) {
        this.frame = frame.slice(0, 0);
        this.meaning = meaning;
    }

    Meaning meaning() {
        return meaning;
    }

    ColumnType type(Expression expression) {
        return PipelineTest.right(Evaluation.of(expression, frame)).type();
    }

    /** True or false, never NULL. */
    String condition(Expression expression) {
        return meaning.of(Difference.NOT_OF_MISSING, sql -> "coalesce(" + sql + ", false)", of(expression));
    }

    /** The same value as a wider type of numbers, if it is not of it. */
    String widened(Expression expression, ColumnType to) {
        return to == ColumnType.DOUBLE && type(expression) != to ? "(" + of(expression) + ")::double" : of(expression);
    }

    String of(Expression expression) {
        if (expression instanceof Expression.Whole whole) {
            return whole.value() + "::bigint";
        }
        if (expression instanceof Expression.Decimal decimal) {
            return "'" + decimal.value() + "'::double";
        }
        if (expression instanceof Expression.Text text) {
            return Meaning.text(text.value());
        }
        if (expression instanceof Expression.Truth truth) {
            return Boolean.toString(truth.value());
        }
        if (expression instanceof Expression.ColumnValue column) {
            return Meaning.name(column.name());
        }
        if (expression instanceof Expression.Negation negation) {
            return "(-(" + of(negation.operand()) + "))";
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return arithmetic(arithmetic);
        }
        if (expression instanceof Expression.Comparison comparison) {
            return comparison(comparison.operator(), comparison.left(), comparison.right());
        }
        if (expression instanceof Expression.And and) {
            return joined(and.operands(), " and ");
        }
        if (expression instanceof Expression.Or or) {
            return joined(or.operands(), " or ");
        }
        if (expression instanceof Expression.Not not) {
            return "(not " + condition(not.operand()) + ")";
        }
        return longer(expression);
    }

    private String joined(List<Expression> operands, String by) {
        return operands.stream().map(this::condition).collect(Collectors.joining(by, "(", ")"));
    }

    private String longer(Expression expression) {
        if (expression instanceof Expression.In in) {
            String any = in.items().stream()
                    .map(item -> comparison(ComparisonOperator.EQUAL, in.operand(), item))
                    .collect(Collectors.joining(" or "));
            return negated(in.negated(), in.items().isEmpty() ? "false" : any);
        }
        if (expression instanceof Expression.Between between) {
            return negated(
                    between.negated(),
                    comparison(ComparisonOperator.GREATER_OR_EQUAL, between.operand(), between.low())
                            + " and "
                            + comparison(ComparisonOperator.LESS_OR_EQUAL, between.operand(), between.high()));
        }
        if (expression instanceof Expression.Like like) {
            String plain = of(like.operand()) + " like " + of(like.pattern());
            String escaped = meaning.of(Difference.ESCAPE, sql -> sql + " escape '\\'", plain);
            return negated(like.negated(), compared(escaped));
        }
        if (expression instanceof Expression.IsMissing missing) {
            return "(" + of(missing.operand()) + (missing.negated() ? " is not null)" : " is null)");
        }
        if (expression instanceof Expression.Call call) {
            return new FunctionSql(this).of(call);
        }
        Expression.Case cases = (Expression.Case) expression;
        ColumnType type = type(cases);
        StringBuilder sql = new StringBuilder("(case");
        for (Expression.Branch branch : cases.branches()) {
            sql.append(" when ").append(condition(branch.condition()));
            sql.append(" then ").append(widened(branch.value(), type));
        }
        Expression otherwise = cases.otherwise();
        if (otherwise != null) {
            sql.append(" else ").append(widened(otherwise, type));
        }
        return sql.append(" end)").toString();
    }

    private static String negated(boolean negated, String sql) {
        return negated ? "(not (" + sql + "))" : "(" + sql + ")";
    }

    /** What is false where a value is missing. */
    String compared(String sql) {
        return meaning.of(Difference.MISSING_COMPARED, plain -> "coalesce(" + plain + ", false)", sql);
    }

    private String arithmetic(Expression.Arithmetic arithmetic) {
        String left = of(arithmetic.left());
        String right = of(arithmetic.right());
        ColumnType type = type(arithmetic);
        String symbol = arithmetic.operator().symbol();
        if (type == ColumnType.STRING) {
            return "(" + left + " || " + right + ")";
        }
        if (type == ColumnType.LONG) {
            return meaning.of(
                    Difference.TOO_LARGE,
                    "fw_long(" + left + "::hugeint " + symbol + " " + right + "::hugeint)",
                    "(" + left + " " + symbol + " " + right + ")");
        }
        String plain = left + "::double " + symbol + " " + right + "::double";
        String divided = arithmetic.operator() == ArithmeticOperator.DIVIDE
                ? meaning.of(
                        Difference.DIVISION_BY_ZERO,
                        sql -> "case when " + right + " = 0 then null else " + sql + " end",
                        plain)
                : plain;
        return number("(" + divided + ")");
    }

    /** What is no number is missing. */
    String number(String sql) {
        return meaning.of(Difference.NO_NUMBER, plain -> "fw_number(" + plain + ")", sql);
    }

    private String comparison(ComparisonOperator operator, Expression left, Expression right) {
        String symbol = switch (operator) {
            case EQUAL -> "=";
            case NOT_EQUAL -> "<>";
            default -> operator.symbol();
        };
        String plain = plain(symbol, left, right);
        if (operator != ComparisonOperator.NOT_EQUAL) {
            return compared(plain);
        }
        return meaning.of(
                Difference.NOT_EQUAL, "(not coalesce(" + plain("=", left, right) + ", false))", "(" + plain + ")");
    }

    private String plain(String symbol, Expression left, Expression right) {
        String one = of(left);
        String other = of(right);
        String plain = "(" + one + " " + symbol + " " + other + ")";
        ColumnType type = type(left);
        ColumnType otherType = type(right);
        if (type == ColumnType.STRING) {
            return symbol.length() == 1 && symbol.equals("=") || symbol.equals("<>")
                    ? plain
                    : meaning.of(
                            Difference.TEXT_ORDER,
                            "(fw_text(" + one + ") " + symbol + " fw_text(" + other + "))",
                            plain);
        }
        if (type.isWhole() && otherType == ColumnType.DOUBLE) {
            return meaning.of(
                    Difference.LONG_AND_DOUBLE, "(fw_compare(" + one + ", " + other + ") " + symbol + " 0)", plain);
        }
        if (type == ColumnType.DOUBLE && otherType.isWhole()) {
            return meaning.of(
                    Difference.LONG_AND_DOUBLE, "(0 " + symbol + " fw_compare(" + other + ", " + one + "))", plain);
        }
        return plain;
    }
}
