package io.framewright.query.expression;

import java.util.List;
import java.util.Locale;

/**
 * Writes an expression so that it is read as the same tree: what is not simple stands in parentheses, and blanks around
 * operators. Only what would be too long to be read so has no more of them than it needs.
 */
final class Printer {
    /** No character becomes more: a control character becomes six. */
    private static final int MOST = 8;

    private final boolean sparing;
    private final StringBuilder out = new StringBuilder();

    private Printer(boolean sparing) {
        this.sparing = sparing;
    }

    static String print(Expression expression) {
        String plain = new Printer(false).written(expression);
        return plain.length() <= Expression.MAX_LENGTH ? plain : sparing(expression);
    }

    /** With no more blanks around symbols and parentheses than it needs. */
    static String sparing(Expression expression) {
        return new Printer(true).written(expression);
    }

    /** Throws {@link Invalid} if it cannot be read again as it is written: so are views and lineage kept. */
    static void check(Expression expression, String text) {
        if (text.length() <= Expression.MAX_LENGTH / MOST) {
            return;
        }
        int length = print(expression).length();
        if (length > Expression.MAX_LENGTH) {
            throw Invalid.syntax(
                    text,
                    text.length(),
                    "the expression is " + length + " characters long once it is written out",
                    "at most " + Expression.MAX_LENGTH);
        }
    }

    private String written(Expression expression) {
        write(expression);
        return out.toString();
    }

    private void write(Expression expression) {
        if (expression instanceof Expression.Whole whole) {
            out.append(whole.value());
        } else if (expression instanceof Expression.Decimal decimal) {
            out.append(decimal.value());
        } else if (expression instanceof Expression.Text text) {
            writeText(text.value());
        } else if (expression instanceof Expression.Truth truth) {
            out.append(truth.value());
        } else if (expression instanceof Expression.ColumnValue column) {
            writeName(column.name());
        } else if (expression instanceof Expression.Negation negation) {
            out.append('-');
            writePart(negation.operand(), Parser.UNARY);
        } else if (expression instanceof Expression.Not not) {
            out.append("not ");
            writePart(not.operand(), Parser.NOT);
        } else if (expression instanceof Expression.Arithmetic arithmetic) {
            int power = power(arithmetic.operator());
            writePart(arithmetic.left(), power);
            writeSymbol(arithmetic.operator().symbol());
            writePart(arithmetic.right(), power + 1);
        } else if (expression instanceof Expression.Comparison comparison) {
            writePart(comparison.left(), Parser.SUM);
            writeSymbol(comparison.operator().symbol());
            writePart(comparison.right(), Parser.SUM);
        } else if (expression instanceof Expression.And and) {
            writeChain(and.operands(), " and ", Parser.AND + 1);
        } else if (expression instanceof Expression.Or or) {
            writeChain(or.operands(), " or ", Parser.OR + 1);
        } else {
            writeLonger(expression);
        }
    }

    private void writeLonger(Expression expression) {
        if (expression instanceof Expression.In in) {
            writePart(in.operand(), Parser.SUM);
            out.append(in.negated() ? " not in [" : " in [");
            writeParts(in.items(), Parser.SUM);
            out.append(']');
        } else if (expression instanceof Expression.Between between) {
            writePart(between.operand(), Parser.SUM);
            out.append(between.negated() ? " not between " : " between ");
            writePart(between.low(), Parser.SUM);
            out.append(" and ");
            writePart(between.high(), Parser.SUM);
        } else if (expression instanceof Expression.Like like) {
            writePart(like.operand(), Parser.SUM);
            out.append(like.negated() ? " not like " : " like ");
            writePart(like.pattern(), Parser.SUM);
        } else if (expression instanceof Expression.IsMissing missing) {
            writePart(missing.operand(), Parser.SUM);
            out.append(missing.negated() ? " is not missing" : " is missing");
        } else if (expression instanceof Expression.Call call) {
            out.append(call.function()).append('(');
            writeParts(call.arguments(), Parser.OR);
            out.append(')');
        } else {
            writeCase((Expression.Case) expression);
        }
    }

    private void writeCase(Expression.Case cases) {
        out.append("case");
        for (Expression.Branch branch : cases.branches()) {
            out.append(" when ");
            writePart(branch.condition(), Parser.OR);
            out.append(" then ");
            writePart(branch.value(), Parser.OR);
        }
        if (cases.otherwise() != null) {
            out.append(" else ");
            writePart(cases.otherwise(), Parser.OR);
        }
        out.append(" end");
    }

    private void writeSymbol(String symbol) {
        out.append(sparing ? symbol : " " + symbol + " ");
    }

    private void writeChain(List<Expression> operands, String between, int power) {
        for (int i = 0; i < operands.size(); i++) {
            out.append(i == 0 ? "" : between);
            writePart(operands.get(i), power);
        }
    }

    private void writeParts(List<Expression> parts, int power) {
        for (int i = 0; i < parts.size(); i++) {
            out.append(i == 0 ? "" : sparing ? "," : ", ");
            writePart(parts.get(i), power);
        }
    }

    /** @param power how strongly it must bind to stand there without parentheses */
    private void writePart(Expression part, int power) {
        int own = power(part);
        if (own > Parser.UNARY || sparing && own >= power) {
            write(part);
        } else {
            out.append('(');
            write(part);
            out.append(')');
        }
    }

    private static int power(ArithmeticOperator operator) {
        return operator == ArithmeticOperator.ADD || operator == ArithmeticOperator.SUBTRACT
                ? Parser.SUM
                : Parser.PRODUCT;
    }

    private static int power(Expression part) {
        if (part instanceof Expression.Or) {
            return Parser.OR;
        }
        if (part instanceof Expression.And) {
            return Parser.AND;
        }
        if (part instanceof Expression.Not) {
            return Parser.NOT;
        }
        if (part instanceof Expression.Arithmetic arithmetic) {
            return power(arithmetic.operator());
        }
        if (part instanceof Expression.Negation) {
            return Parser.UNARY;
        }
        boolean compared = part instanceof Expression.Comparison
                || part instanceof Expression.In
                || part instanceof Expression.Between
                || part instanceof Expression.Like
                || part instanceof Expression.IsMissing;
        return compared ? Parser.COMPARISON : Parser.UNARY + 1;
    }

    private void writeName(String name) {
        boolean plain = !name.isEmpty()
                && Lexer.startsName(name.codePointAt(0))
                && name.codePoints().allMatch(Lexer::continuesName)
                && !Lexer.KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
        out.append(plain ? name : "`" + name.replace("`", "``") + "`");
    }

    private void writeText(String text) {
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
