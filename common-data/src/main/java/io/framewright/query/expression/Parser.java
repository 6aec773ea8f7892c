package io.framewright.query.expression;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.query.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an expression: operator precedence by binding power, everything else by recursive descent. From
 * weakest to strongest: or, and, not, comparison (of which there can be one only), + -, * / %, unary minus.
 */
final class Parser {
    static final int OR = 1;
    static final int AND = 2;
    static final int NOT = 3;
    static final int COMPARISON = 4;
    static final int SUM = 5;
    static final int PRODUCT = 6;
    static final int UNARY = 7;

    /** What is printed has parentheses around each level. */
    private static final int MAX_RECURSION = 2 * Expression.MAX_DEPTH + 2;

    private static final String VALUE = "a value: a column, a number, a text, a function, ( or case";
    private static final String OPERATOR = "an operator such as +, ==, and; or the end";

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;

    /** A tree and how deep it is. */
    private record Part(Expression tree, int height) {}

    /** @param tokens those of the text */
    Parser(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
    }

    static Either<Failure, Expression> parse(String text) {
        try {
            if (text.length() > Expression.MAX_LENGTH) {
                throw Invalid.syntax(
                        text,
                        Expression.MAX_LENGTH,
                        "the expression is " + text.length() + " characters long",
                        "at most " + Expression.MAX_LENGTH);
            }
            Expression tree = new Parser(text, Lexer.read(text)).whole();
            Printer.check(tree, text);
            return Either.right(tree);
        } catch (Invalid invalid) {
            return Either.left(invalid.failure());
        }
    }

    /** All of it. Throws {@link Invalid}. */
    Expression whole() {
        Part part = expression(OR);
        Token token = peek();
        if (token.kind() != Kind.END) {
            throw wrong(token, OPERATOR);
        }
        return part.tree();
    }

    private Part expression(int power) {
        if (++depth > MAX_RECURSION) {
            throw tooDeep(peek().start());
        }
        Part left = prefix();
        while (true) {
            Token operator = peek();
            int binding = binding(operator);
            if (binding < power) {
                break;
            }
            left = infix(left, operator, binding);
            if (binding == COMPARISON && binding(peek()) == COMPARISON) {
                throw Invalid.syntax(
                        text, peek().start(), "comparisons cannot be chained", "and or or between two comparisons");
            }
        }
        depth--;
        return left;
    }

    private Invalid tooDeep(int position) {
        return Invalid.syntax(
                text, position, "the expression is nested too deeply", "at most " + Expression.MAX_DEPTH + " levels");
    }

    private int binding(Token token) {
        if (token.kind() == Kind.SYMBOL) {
            return switch (token.text()) {
                case "==", "!=", "<", "<=", ">", ">=" -> COMPARISON;
                case "+", "-" -> SUM;
                case "*", "/", "%" -> PRODUCT;
                default -> -1;
            };
        }
        if (token.kind() == Kind.KEYWORD) {
            return switch (token.text()) {
                case "or" -> OR;
                case "and" -> AND;
                case "in", "between", "like", "is" -> COMPARISON;
                case "not" -> isOperator(tokens.get(next + 1)) ? COMPARISON : -1;
                default -> -1;
            };
        }
        return -1;
    }

    private static boolean isOperator(Token afterNot) {
        return afterNot.is("in") || afterNot.is("between") || afterNot.is("like");
    }

    private Part prefix() {
        Token token = peek();
        Place place = new Place(token.start());
        switch (token.kind()) {
            case WHOLE -> {
                next++;
                return leaf(new Expression.Whole(wholeNumber(token), place));
            }
            case DECIMAL -> {
                next++;
                return leaf(new Expression.Decimal(decimal(token), place));
            }
            case TEXT -> {
                next++;
                return leaf(new Expression.Text(token.text(), place));
            }
            case QUOTED_NAME -> {
                next++;
                return leaf(new Expression.ColumnValue(token.text(), place));
            }
            case NAME -> {
                next++;
                return peek().is("(") ? call(token) : leaf(new Expression.ColumnValue(token.text(), place));
            }
            default -> {
                return keywordOrSymbol(token, place);
            }
        }
    }

    private Part keywordOrSymbol(Token token, Place place) {
        if (token.is("true") || token.is("false")) {
            next++;
            return leaf(new Expression.Truth(token.is("true"), place));
        }
        if (token.is("not")) {
            next++;
            Part operand = expression(NOT);
            return over(new Expression.Not(operand.tree(), place), operand.height());
        }
        if (token.is("-")) {
            next++;
            Part operand = expression(UNARY);
            return over(new Expression.Negation(operand.tree(), place), operand.height());
        }
        if (token.is("(")) {
            next++;
            Part inner = expression(OR);
            expect(")", "an operator or )");
            return inner;
        }
        if (token.is("case")) {
            return cases(place);
        }
        throw wrong(token, VALUE);
    }

    private Part infix(Part left, Token operator, int binding) {
        Place place = new Place(operator.start());
        if (binding == OR || binding == AND) {
            return connected(left, operator, binding);
        }
        if (operator.kind() == Kind.KEYWORD) {
            return keywordComparison(left, place);
        }
        next++;
        Part right = expression(binding + 1);
        int height = Math.max(left.height(), right.height());
        for (ArithmeticOperator arithmetic : ArithmeticOperator.values()) {
            if (operator.text().equals(arithmetic.symbol())) {
                return over(new Expression.Arithmetic(arithmetic, left.tree(), right.tree(), place), height);
            }
        }
        for (ComparisonOperator comparison : ComparisonOperator.values()) {
            if (operator.text().equals(comparison.symbol())) {
                return over(new Expression.Comparison(comparison, left.tree(), right.tree(), place), height);
            }
        }
        throw new IllegalStateException("no operator " + operator);
    }

    /** A chain of and, or of or, is one node: long chains are wide, not deep. */
    private Part connected(Part first, Token operator, int binding) {
        List<Expression> operands = new ArrayList<>();
        operands.add(first.tree());
        int height = first.height();
        while (peek().is(operator.text())) {
            next++;
            Part operand = expression(binding + 1);
            operands.add(operand.tree());
            height = Math.max(height, operand.height());
        }
        Place place = new Place(operator.start());
        return over(binding == OR ? new Expression.Or(operands, place) : new Expression.And(operands, place), height);
    }

    private Part keywordComparison(Part left, Place place) {
        boolean negated = accept("not");
        if (accept("is")) {
            boolean not = accept("not");
            Token missing = peek();
            if (missing.kind() != Kind.NAME
                    || !missing.text().toLowerCase(Locale.ROOT).equals("missing")) {
                throw wrong(missing, not ? "missing" : "missing or not missing");
            }
            next++;
            return over(new Expression.IsMissing(left.tree(), not, place), left.height());
        }
        if (accept("in")) {
            expect("[", "[ and a list of values");
            List<Expression> items = new ArrayList<>();
            int height = left.height();
            if (!peek().is("]")) {
                do {
                    Part item = expression(SUM);
                    items.add(item.tree());
                    height = Math.max(height, item.height());
                } while (accept(","));
            }
            expect("]", ", or ]");
            return over(new Expression.In(left.tree(), items, negated, place), height);
        }
        if (accept("like")) {
            Part pattern = expression(SUM);
            return over(
                    new Expression.Like(left.tree(), pattern.tree(), negated, place),
                    Math.max(left.height(), pattern.height()));
        }
        expect("between", "in, between or like");
        Part low = expression(SUM);
        expect("and", "and, and the upper bound");
        Part high = expression(SUM);
        return over(
                new Expression.Between(left.tree(), low.tree(), high.tree(), negated, place),
                Math.max(left.height(), Math.max(low.height(), high.height())));
    }

    private Part cases(Place place) {
        next++;
        List<Expression.Branch> branches = new ArrayList<>();
        int height = 0;
        do {
            expect("when", "when and a condition");
            Part condition = expression(OR);
            expect("then", "an operator or then");
            Part value = expression(OR);
            branches.add(new Expression.Branch(condition.tree(), value.tree()));
            height = Math.max(height, Math.max(condition.height(), value.height()));
        } while (peek().is("when"));
        @Nullable Expression otherwise = null;
        if (accept("else")) {
            Part value = expression(OR);
            otherwise = value.tree();
            height = Math.max(height, value.height());
        }
        expect("end", otherwise == null ? "when, else or end" : "an operator or end");
        return over(new Expression.Case(branches, otherwise, place), height);
    }

    private Part call(Token name) {
        next++;
        List<Expression> arguments = new ArrayList<>();
        int height = 0;
        if (!peek().is(")")) {
            do {
                Part argument = expression(OR);
                arguments.add(argument.tree());
                height = Math.max(height, argument.height());
            } while (accept(","));
        }
        expect(")", ", or )");
        return over(new Expression.Call(Functions.properName(name.text()), arguments, new Place(name.start())), height);
    }

    private long wholeNumber(Token token) {
        try {
            return Long.parseLong(token.text());
        } catch (NumberFormatException tooLarge) {
            throw Invalid.syntax(
                    text,
                    token.start(),
                    "this number is too large for LONG",
                    "at most " + Long.MAX_VALUE + ", or a number with a fraction such as 1e30");
        }
    }

    private double decimal(Token token) {
        double value = Double.parseDouble(token.text());
        if (Double.isInfinite(value)) {
            throw Invalid.syntax(
                    text, token.start(), "this number is too large for DOUBLE", "at most " + Double.MAX_VALUE);
        }
        return value;
    }

    private static Part leaf(Expression tree) {
        return new Part(tree, 1);
    }

    private Part over(Expression tree, int heightBelow) {
        if (heightBelow >= Expression.MAX_DEPTH) {
            throw tooDeep(tree.at().offset());
        }
        return new Part(tree, heightBelow + 1);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String keywordOrSymbol) {
        if (!peek().is(keywordOrSymbol)) {
            return false;
        }
        next++;
        return true;
    }

    private void expect(String keywordOrSymbol, String expected) {
        if (!accept(keywordOrSymbol)) {
            throw wrong(peek(), expected);
        }
    }

    private Invalid wrong(Token found, String expected) {
        String what = found.kind() == Kind.END ? "it ends too early" : "found " + found.shown();
        return Invalid.syntax(text, found.start(), what, expected);
    }
}
