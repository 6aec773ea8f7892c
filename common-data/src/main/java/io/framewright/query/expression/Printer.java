package io.framewright.query.expression;

import java.util.List;
import java.util.Locale;

/** Writes an expression so that it is read as the same tree: what is not simple stands in parentheses. */
final class Printer {
    private Printer() {}

    static String print(Expression expression) {
        StringBuilder out = new StringBuilder();
        write(expression, out);
        return out.toString();
    }

    private static void write(Expression expression, StringBuilder out) {
        if (expression instanceof Expression.Whole whole) {
            out.append(whole.value());
        } else if (expression instanceof Expression.Decimal decimal) {
            out.append(decimal.value());
        } else if (expression instanceof Expression.Text text) {
            writeText(text.value(), out);
        } else if (expression instanceof Expression.Truth truth) {
            out.append(truth.value());
        } else if (expression instanceof Expression.ColumnValue column) {
            writeName(column.name(), out);
        } else if (expression instanceof Expression.Negation negation) {
            out.append('-');
            writePart(negation.operand(), out);
        } else if (expression instanceof Expression.Not not) {
            out.append("not ");
            writePart(not.operand(), out);
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            writeInfix(arithmetic.left(), arithmetic.operator().symbol(), arithmetic.right(), out);
        } else if (expression instanceof Expression.Comparison comparison) {
            writeInfix(comparison.left(), comparison.operator().symbol(), comparison.right(), out);
        } else if (expression instanceof Expression.And and) {
            writeChain(and.operands(), " and ", out);
        } else if (expression instanceof Expression.Or or) {
            writeChain(or.operands(), " or ", out);
        } else {
            writeLonger(expression, out);
        }
    }

    private static void writeLonger(Expression expression, StringBuilder out) {
        if (expression instanceof Expression.In in) {
            writePart(in.operand(), out);
            out.append(in.negated() ? " not in [" : " in [");
            writeParts(in.items(), out);
            out.append(']');
        } else if (expression instanceof Expression.Between between) {
            writePart(between.operand(), out);
            out.append(between.negated() ? " not between " : " between ");
            writeInfix(between.low(), "and", between.high(), out);
        } else if (expression instanceof Expression.Like like) {
            writeInfix(like.operand(), like.negated() ? "not like" : "like", like.pattern(), out);
        } else if (expression instanceof Expression.IsMissing missing) {
            writePart(missing.operand(), out);
            out.append(missing.negated() ? " is not missing" : " is missing");
        } else if (expression instanceof Expression.Call call) {
            out.append(call.function()).append('(');
            writeParts(call.arguments(), out);
            out.append(')');
        } else {
            writeCase((Expression.Case) expression, out);
        }
    }

    private static void writeCase(Expression.Case cases, StringBuilder out) {
        out.append("case");
        for (Expression.Branch branch : cases.branches()) {
            out.append(" when ");
            writePart(branch.condition(), out);
            out.append(" then ");
            writePart(branch.value(), out);
        }
        if (cases.otherwise() != null) {
            out.append(" else ");
            writePart(cases.otherwise(), out);
        }
        out.append(" end");
    }

    private static void writeInfix(Expression left, String symbol, Expression right, StringBuilder out) {
        writePart(left, out);
        out.append(' ').append(symbol).append(' ');
        writePart(right, out);
    }

    private static void writeChain(List<Expression> operands, String between, StringBuilder out) {
        for (int i = 0; i < operands.size(); i++) {
            out.append(i == 0 ? "" : between);
            writePart(operands.get(i), out);
        }
    }

    private static void writeParts(List<Expression> parts, StringBuilder out) {
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            writePart(parts.get(i), out);
        }
    }

    private static void writePart(Expression part, StringBuilder out) {
        boolean simple = part instanceof Expression.Whole
                || part instanceof Expression.Decimal
                || part instanceof Expression.Text
                || part instanceof Expression.Truth
                || part instanceof Expression.ColumnValue
                || part instanceof Expression.Call
                || part instanceof Expression.Case;
        if (simple) {
            write(part, out);
        } else {
            out.append('(');
            write(part, out);
            out.append(')');
        }
    }

    private static void writeName(String name, StringBuilder out) {
        boolean plain = !name.isEmpty()
                && Lexer.startsName(name.codePointAt(0))
                && name.codePoints().allMatch(Lexer::continuesName)
                && !Lexer.KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
        out.append(plain ? name : "`" + name.replace("`", "``") + "`");
    }

    private static void writeText(String text, StringBuilder out) {
        out.append('\'');
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\'' -> out.append("\\'");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (Character.isISOControl(character)) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
                    } else {
                        out.append(character);
                    }
                }
            }
        }
        out.append('\'');
    }
}
