package io.framewright.client.query;

import static io.framewright.client.query.Expressions.caseWhen;
import static io.framewright.client.query.Expressions.coalesce;
import static io.framewright.client.query.Expressions.column;
import static io.framewright.client.query.Expressions.condition;
import static io.framewright.client.query.Expressions.expression;
import static io.framewright.client.query.Expressions.not;
import static io.framewright.client.query.Expressions.substring;
import static io.framewright.client.query.Expressions.value;

import io.framewright.query.expression.ArithmeticOperator;
import io.framewright.query.expression.ComparisonOperator;
import io.framewright.query.expression.Expression.And;
import io.framewright.query.expression.Expression.Arithmetic;
import io.framewright.query.expression.Expression.Between;
import io.framewright.query.expression.Expression.Branch;
import io.framewright.query.expression.Expression.Call;
import io.framewright.query.expression.Expression.ColumnValue;
import io.framewright.query.expression.Expression.Comparison;
import io.framewright.query.expression.Expression.Decimal;
import io.framewright.query.expression.Expression.In;
import io.framewright.query.expression.Expression.IsMissing;
import io.framewright.query.expression.Expression.Like;
import io.framewright.query.expression.Expression.Negation;
import io.framewright.query.expression.Expression.Not;
import io.framewright.query.expression.Expression.Or;
import io.framewright.query.expression.Expression.Text;
import io.framewright.query.expression.Expression.Truth;
import io.framewright.query.expression.Expression.Whole;
import io.framewright.query.expression.Place;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Expressions as a caller builds them, each with the tree that it is meant to be, made without any text. Long because
 * it has every kind of node twice: as the caller says it, and as the worker has it.
 */
final class RandomExpressions {
    private static final Place AT = Place.NOWHERE;

    private static final List<String> NASTY = List.of(
            "",
            " ",
            "'",
            "''",
            "\"",
            "`",
            "``",
            "\\",
            "\\'",
            "\\u0041",
            "%_\\%\\_",
            "a' or 1 == 1 or 'b",
            "a` or `b",
            "x); lower(",
            "line\nline\r\n\ttab",
            "\0\u0007\u001b\u007f\u0085",
            "\u2028\ufeff",
            "Zürich",
            "ⅷ",
            "数",
            "\uD83D\uDE00",
            "\uD800",
            "\uDC00\uD800",
            "and",
            "NOT",
            "missing",
            "True",
            "case",
            "lower",
            "7up",
            "1e5",
            "a.b",
            ".a",
            "_a",
            "a-b",
            "--");

    private RandomExpressions() {}

    /** @param raw whether it is an {@code expression(…)} or {@code condition(…)} */
    record Built<E extends Expression>(E built, io.framewright.query.expression.Expression meant, boolean raw) {
        Built(E built, io.framewright.query.expression.Expression meant) {
            this(built, meant, false);
        }

        Built<Expression> asValue() {
            return new Built<>(built, meant, raw);
        }
    }

    static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(NASTY), Arbitraries.strings().ofMaxLength(8), Arbitraries.of("a", "b", "delay"));
    }

    private static Arbitrary<Built<Expression>> leaves() {
        return Arbitraries.oneOf(
                texts().map(name -> new Built<>(column(name), new ColumnValue(name, AT))),
                texts().map(text -> new Built<>(value(text), new Text(text, AT))),
                Arbitraries.longs()
                        .greaterOrEqual(-Long.MAX_VALUE)
                        .map(whole -> new Built<>(value(whole), signed(new Whole(Math.abs(whole), AT), whole < 0))),
                Arbitraries.integers()
                        .map(whole ->
                                new Built<>(value(whole), signed(new Whole(Math.abs((long) whole), AT), whole < 0))),
                Arbitraries.doubles()
                        .map(number -> new Built<>(
                                value(number), signed(new Decimal(Math.abs(number), AT), isNegative(number)))));
    }

    private static boolean isNegative(double number) {
        return Double.doubleToRawLongBits(number) < 0;
    }

    private static io.framewright.query.expression.Expression signed(
            io.framewright.query.expression.Expression number, boolean negative) {
        return negative ? new Negation(number, AT) : number;
    }

    static Arbitrary<Built<Expression>> values(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<Built<Expression>> part = values(depth - 1);
        Arbitrary<Built<Condition>> test = conditions(depth - 1);
        return Arbitraries.oneOf(
                leaves(),
                part,
                test.map(Built::asValue),
                part.map(one -> new Built<>(one.built().negate(), new Negation(one.meant(), AT))),
                Combinators.combine(Arbitraries.of(ArithmeticOperator.values()), part, part)
                        .as(RandomExpressions::arithmetic),
                Combinators.combine(part, part)
                        .as((one, other) -> new Built<>(
                                coalesce(one.built(), other.built()),
                                new Call("coalesce", List.of(one.meant(), other.meant()), AT))),
                Combinators.combine(
                                part,
                                Arbitraries.longs().between(-9, 9),
                                Arbitraries.longs().between(0, 9))
                        .as((one, from, length) -> new Built<>(
                                substring(one.built(), from, length),
                                new Call(
                                        "substring",
                                        List.of(
                                                one.meant(),
                                                signed(new Whole(Math.abs(from), AT), from < 0),
                                                new Whole(length, AT)),
                                        AT))),
                Combinators.combine(test, part, test, part, part).as(RandomExpressions::cases),
                part.map(one -> new Built<>(expression(one.meant().toString()), one.meant(), true)));
    }

    private static Built<Expression> arithmetic(
            ArithmeticOperator operator, Built<Expression> left, Built<Expression> right) {
        Expression one = left.built();
        Expression other = right.built();
        Expression built = switch (operator) {
            case ADD -> one.plus(other);
            case SUBTRACT -> one.minus(other);
            case MULTIPLY -> one.times(other);
            case DIVIDE -> one.dividedBy(other);
            case REMAINDER -> one.remainder(other);
        };
        return new Built<>(built, new Arithmetic(operator, left.meant(), right.meant(), AT));
    }

    private static Built<Expression> cases(
            Built<Condition> first,
            Built<Expression> then,
            Built<Condition> second,
            Built<Expression> then2,
            Built<Expression> otherwise) {
        List<Branch> branches =
                List.of(new Branch(first.meant(), then.meant()), new Branch(second.meant(), then2.meant()));
        Case open = caseWhen(first.built(), then.built()).when(second.built(), then2.built());
        boolean whole = otherwise.hashCode() % 2 == 0;
        return whole
                ? new Built<>(open, new io.framewright.query.expression.Expression.Case(branches, null, AT))
                : new Built<>(
                        open.otherwise(otherwise.built()),
                        new io.framewright.query.expression.Expression.Case(branches, otherwise.meant(), AT));
    }

    static Arbitrary<Built<Condition>> conditions(int depth) {
        Arbitrary<Built<Condition>> truths =
                Arbitraries.of(true, false).map(truth -> new Built<>(value(truth), new Truth(truth, AT)));
        if (depth == 0) {
            return truths;
        }
        Arbitrary<Built<Expression>> part = values(depth - 1);
        Arbitrary<Built<Condition>> test = conditions(depth - 1);
        return Arbitraries.oneOf(
                truths,
                Combinators.combine(Arbitraries.of(ComparisonOperator.values()), part, part)
                        .as(RandomExpressions::comparison),
                Combinators.combine(test, test)
                        .as((one, other) ->
                                new Built<>(one.built().and(other.built()), new And(chain(one, other, And.class), AT))),
                Combinators.combine(test, test)
                        .as((one, other) ->
                                new Built<>(one.built().or(other.built()), new Or(chain(one, other, Or.class), AT))),
                test.map(one -> new Built<>(not(one.built()), new Not(one.meant(), AT))),
                Combinators.combine(part, part.list().ofMaxSize(3), Arbitraries.of(true, false))
                        .as(RandomExpressions::in),
                Combinators.combine(part, part, part)
                        .as((one, low, high) -> new Built<>(
                                one.built().between(low.built(), high.built()),
                                new Between(one.meant(), low.meant(), high.meant(), false, AT))),
                Combinators.combine(part, part)
                        .as((one, pattern) -> new Built<>(
                                one.built().like(pattern.built()), new Like(one.meant(), pattern.meant(), false, AT))),
                Combinators.combine(part, texts())
                        .as((one, pattern) -> new Built<>(
                                one.built().matches(pattern),
                                new Call("matches", List.of(one.meant(), new Text(pattern, AT)), AT))),
                part.map(one -> new Built<>(one.built().isMissing(), new IsMissing(one.meant(), false, AT))),
                part.map(one -> new Built<>(one.built().isNotMissing(), new IsMissing(one.meant(), true, AT))),
                part.map(one -> new Built<>(
                        one.built().isTrue(),
                        new Comparison(ComparisonOperator.EQUAL, one.meant(), new Truth(true, AT), AT))),
                test.map(one -> new Built<>(condition(one.meant().toString()), one.meant(), true)));
    }

    private static Built<Condition> comparison(
            ComparisonOperator operator, Built<Expression> left, Built<Expression> right) {
        Expression one = left.built();
        Expression other = right.built();
        Condition built = switch (operator) {
            case EQUAL -> one.eq(other);
            case NOT_EQUAL -> one.ne(other);
            case LESS -> one.lt(other);
            case LESS_OR_EQUAL -> one.le(other);
            case GREATER -> one.gt(other);
            case GREATER_OR_EQUAL -> one.ge(other);
        };
        return new Built<>(built, new Comparison(operator, left.meant(), right.meant(), AT));
    }

    private static Built<Condition> in(Built<Expression> one, List<Built<Expression>> items, boolean negated) {
        List<Expression> values = items.stream().map(Built::built).toList();
        Condition built = negated ? one.built().notIn(values) : one.built().in(values);
        return new Built<>(
                built, new In(one.meant(), items.stream().map(Built::meant).toList(), negated, AT));
    }

    /** What is joined by the same word is one node; what the caller wrote stays what it is. */
    private static List<io.framewright.query.expression.Expression> chain(
            Built<Condition> one, Built<Condition> other, Class<?> kind) {
        List<io.framewright.query.expression.Expression> operands = new ArrayList<>();
        for (Built<Condition> each : List.of(one, other)) {
            if (!each.raw() && kind.isInstance(each.meant())) {
                operands.addAll(each.meant() instanceof And and ? and.operands() : ((Or) each.meant()).operands());
            } else {
                operands.add(each.meant());
            }
        }
        return operands;
    }
}
