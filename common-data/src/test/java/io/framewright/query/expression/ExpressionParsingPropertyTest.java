package io.framewright.query.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.IntData;
import io.framewright.frame.TextData;
import io.framewright.query.WorkMonitor;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExpressionParsingPropertyTest {
    private static final Frame FRAME = Frame.ofColumns(List.of(
            new Column("a", IntData.of(ColumnType.INTEGER, 1, 2, 3, IntData.MISSING, 1, 1)),
            new Column("b c", TextData.of(Arrays.asList("x", "y", null, "x", "x", "x")))));

    static final List<String> PIECES = List.of(
            "a",
            "`b c`",
            "b",
            "1",
            "2.5",
            "'x'",
            "\"y\"",
            "(",
            ")",
            "[",
            "]",
            ",",
            "+",
            "-",
            "*",
            "/",
            "%",
            "==",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "and",
            "or",
            "not",
            "in",
            "between",
            "like",
            "is",
            "missing",
            "case",
            "when",
            "then",
            "else",
            "end",
            "true",
            "false",
            "lower(",
            "date(",
            "'2001-01-10'",
            "matches(",
            "'(a{9}){9'",
            "=",
            "&&",
            "`",
            "'",
            "\\u12",
            "9223372036854775808",
            "1e999",
            "é",
            "\uD800",
            "\u0000");

    @Property(tries = 2000)
    void anyTextParsesOrGivesAFailure(@ForAll String text) {
        check(text);
    }

    @Property(tries = 5000)
    void anyMixOfPiecesParsesOrGivesAFailure(@ForAll("mixes") String text) {
        check(text);
    }

    @Provide
    Arbitrary<String> mixes() {
        return Arbitraries.of(PIECES).list().ofMaxSize(25).map(pieces -> String.join(" ", pieces));
    }

    static void check(String text) {
        Either<Failure, Expression> read = Expression.parse(text);
        read.fold(
                failure -> {
                    assertThat(failure.code()).isEqualTo("EXPRESSION_INVALID");
                    assertThat((int) Objects.requireNonNull(failure.detail().get("position")))
                            .isBetween(0, text.length());
                    assertThat(failure.detail()).containsKeys("near", "expected");
                    return failure;
                },
                pending -> {
                    throw new AssertionError("pending");
                },
                tree -> {
                    assertThat(Expression.parse(tree.toString())).isEqualTo(Either.right(tree));
                    // Whatever was read can be checked and run, or is refused with a reason.
                    checkPlace(text, Evaluation.of(tree, FRAME).map(evaluation -> evaluation.values(WorkMonitor.NONE)));
                    return tree;
                });
    }

    private static void checkPlace(String text, Either<Failure, ?> checked) {
        checked.mapLeft(failure -> {
            assertThat((int) Objects.requireNonNull(failure.detail().get("position")))
                    .as(failure.message())
                    .isBetween(0, text.length());
            return failure;
        });
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatIsPrintedIsReadAsTheSameTree(@ForAll("trees") Expression tree) {
        assertThat(Expression.parse(tree.toString())).isEqualTo(Either.right(tree));
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void whatIsPrintedWithAsFewParenthesesAsItNeedsIsReadAsTheSameTree(@ForAll("trees") Expression tree) {
        String sparing = Printer.sparing(tree);
        assertThat(sparing.length()).isLessThanOrEqualTo(tree.toString().length());
        assertThat(Expression.parse(sparing)).isEqualTo(Either.right(tree));
    }

    @Provide
    Arbitrary<Expression> trees() {
        return trees(3);
    }

    static Arbitrary<Expression> trees(int depth) {
        Place at = Place.NOWHERE;
        Arbitrary<Expression> leaf = Arbitraries.oneOf(
                Arbitraries.longs().greaterOrEqual(0).map(value -> new Expression.Whole(value, at)),
                Arbitraries.doubles().between(0, 1e300).map(value -> new Expression.Decimal(value, at)),
                Arbitraries.strings().ofMaxLength(8).map(value -> new Expression.Text(value, at)),
                Arbitraries.of(true, false).map(value -> new Expression.Truth(value, at)),
                Arbitraries.oneOf(
                                Arbitraries.of("a", "And", "b c", "x`y", "7up", "a.b"),
                                Arbitraries.strings().ofMaxLength(6))
                        .map(name -> new Expression.ColumnValue(name, at)));
        if (depth == 0) {
            return leaf;
        }
        Arbitrary<Expression> part = trees(depth - 1);
        return Arbitraries.oneOf(
                leaf,
                leaf,
                part.map(operand -> new Expression.Negation(operand, at)),
                part.map(operand -> new Expression.Not(operand, at)),
                Combinators.combine(Arbitraries.of(ArithmeticOperator.values()), part, part)
                        .as((operator, left, right) -> new Expression.Arithmetic(operator, left, right, at)),
                Combinators.combine(Arbitraries.of(ComparisonOperator.values()), part, part)
                        .as((operator, left, right) -> new Expression.Comparison(operator, left, right, at)),
                part.list().ofMinSize(2).ofMaxSize(3).map(operands -> new Expression.And(operands, at)),
                part.list().ofMinSize(2).ofMaxSize(3).map(operands -> new Expression.Or(operands, at)),
                Combinators.combine(part, part.list().ofMaxSize(3), Arbitraries.of(true, false))
                        .as((operand, items, negated) -> new Expression.In(operand, items, negated, at)),
                Combinators.combine(part, part, part, Arbitraries.of(true, false))
                        .as((operand, low, high, negated) -> new Expression.Between(operand, low, high, negated, at)),
                Combinators.combine(part, part, Arbitraries.of(true, false))
                        .as((operand, pattern, negated) -> new Expression.Like(operand, pattern, negated, at)),
                Combinators.combine(part, Arbitraries.of(true, false))
                        .as((operand, negated) -> new Expression.IsMissing(operand, negated, at)),
                Combinators.combine(part, part, part.injectNull(0.3))
                        .as((condition, value, otherwise) ->
                                new Expression.Case(List.of(new Expression.Branch(condition, value)), otherwise, at)),
                Combinators.combine(
                                Arbitraries.of("lower", "coalesce", "nothing"),
                                part.list().ofMaxSize(3))
                        .as((name, arguments) -> new Expression.Call(name, arguments, at)));
    }
}
