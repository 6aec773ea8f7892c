package io.framewright.query.expression;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression over the columns of a frame, as a tree. Immutable; two are equal if they mean the same, wherever they
 * stood. {@link #toString()} writes it so that {@link #parse} reads the same tree again.
 */
public sealed interface Expression {
    /** How long the text of an expression may be, in UTF-16 code units. */
    int MAX_LENGTH = 1 << 16;

    /** How deeply the parts of an expression may be nested. */
    int MAX_DEPTH = 200;

    /** Where in its text it begins. */
    Place at();

    /**
     * Reads a text. Left: EXPRESSION_INVALID with {@code position} (from 0), {@code near} (the text around) and
     * {@code expected}.
     */
    static Either<Failure, Expression> parse(String text) {
        return Parser.parse(text);
    }

    /** A whole number that is not negative; unary minus makes it so. */
    record Whole(long value, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** A number with a fraction or an exponent; not negative. */
    record Decimal(double value, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    record Text(String value, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    record Truth(boolean value, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** The value of a column. */
    record ColumnValue(String name, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** Unary minus. */
    record Negation(Expression operand, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    record Arithmetic(ArithmeticOperator operator, Expression left, Expression right, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    record Comparison(ComparisonOperator operator, Expression left, Expression right, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** True where all operands are; two or more of them. */
    record And(List<Expression> operands, Place at) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** True where any operand is; two or more of them. */
    record Or(List<Expression> operands, Place at) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    record Not(Expression operand, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code operand in [items]} or {@code operand not in [items]}. */
    record In(Expression operand, List<Expression> items, boolean negated, Place at) implements Expression {
        public In {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code operand between low and high}, both included. */
    record Between(Expression operand, Expression low, Expression high, boolean negated, Place at)
            implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code operand like pattern}, where % stands for any text and _ for any character. */
    record Like(Expression operand, Expression pattern, boolean negated, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code operand is missing} or {@code operand is not missing}. */
    record IsMissing(Expression operand, boolean negated, Place at) implements Expression {
        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** The value of the first branch whose condition is true, else {@code otherwise}, else missing. */
    record Case(List<Branch> branches, @Nullable Expression otherwise, Place at) implements Expression {
        public Case {
            branches = List.copyOf(branches);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }

    /** {@code when condition then value}. */
    record Branch(Expression condition, Expression value) {}

    /** A call of a function by its name as the function table has it, or as it was written if it is not there. */
    record Call(String function, List<Expression> arguments, Place at) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return Printer.print(this);
        }
    }
}
