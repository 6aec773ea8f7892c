package io.framewright.query.expression;

import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnNames;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the types of an expression over the columns of a frame and makes the kernel that runs it. What looks at no
 * column is worked out once; what looks at one column of texts only, once for each different text.
 */
final class Compiler {
    private final Frame frame;
    private final boolean byWord;

    private Compiler(Frame frame, boolean byWord) {
        this.frame = frame;
        this.byWord = byWord;
    }

    /** Throws {@link Invalid}. */
    static Kernel<?> compile(Expression expression, Frame frame) {
        return new Compiler(frame, true).compile(expression);
    }

    private Kernel<?> compile(Expression expression) {
        if (expression instanceof Expression.ColumnValue column) {
            return ColumnKernels.of(column(column).data());
        }
        Uses uses = Uses.of(expression);
        if (uses.none()) {
            Kernel<?> kernel = build(expression);
            return kernel.isConstant() ? kernel : kernel.folded();
        }
        @Nullable TextData texts = byWord ? onlyTexts(uses) : null;
        if (texts == null) {
            return build(expression);
        }
        Frame words =
                Frame.ofColumns(List.of(new Column(Objects.requireNonNull(uses.only()), ColumnKernels.words(texts))));
        return ColumnKernels.byWord(texts, new Compiler(words, false).compile(expression));
    }

    /** The only column, if it is one of texts that repeat. */
    private @Nullable TextData onlyTexts(Uses uses) {
        String only = uses.only();
        Optional<Column> column = only == null ? Optional.empty() : frame.column(only);
        return column.isPresent() && column.get().data() instanceof TextData texts && ColumnKernels.repeats(texts)
                ? texts
                : null;
    }

    private Column column(Expression.ColumnValue reference) {
        return frame.column(reference.name()).orElseThrow(() -> {
            Failure failure = ColumnNames.notFound(reference.name(), frame.columnNames());
            return new Invalid(failure.with("position", reference.at().offset()));
        });
    }

    private Kernel<?> build(Expression expression) {
        if (expression instanceof Expression.Whole whole) {
            boolean fits = whole.value() <= Integer.MAX_VALUE;
            return Kernel.constant(fits ? ColumnType.INTEGER : ColumnType.LONG, whole.value());
        }
        if (expression instanceof Expression.Decimal decimal) {
            return Kernel.constant(decimal.value());
        }
        if (expression instanceof Expression.Text text) {
            return Kernel.constant(text.value());
        }
        if (expression instanceof Expression.Truth truth) {
            return Kernel.constant((byte) (truth.value() ? 1 : 0));
        }
        if (expression instanceof Expression.Negation negation) {
            return ArithmeticKernels.negated(compile(negation.operand()), negation.at());
        }
        if (expression instanceof Expression.Arithmetic arithmetic) {
            return ArithmeticKernels.of(
                    arithmetic.operator(), compile(arithmetic.left()), compile(arithmetic.right()), arithmetic.at());
        }
        if (expression instanceof Expression.Comparison comparison) {
            return ComparisonKernels.of(
                    comparison.operator(), compile(comparison.left()), compile(comparison.right()), comparison.at());
        }
        if (expression instanceof Expression.And and) {
            return LogicKernels.and(conditions("and", and.operands()));
        }
        if (expression instanceof Expression.Or or) {
            return LogicKernels.or(conditions("or", or.operands()));
        }
        if (expression instanceof Expression.Not not) {
            return LogicKernels.not(condition("not", not.operand()));
        }
        return buildLonger(expression);
    }

    private Kernel<?> buildLonger(Expression expression) {
        if (expression instanceof Expression.In in) {
            return negated(in.negated(), in(in));
        }
        if (expression instanceof Expression.Between between) {
            Kernel<?> operand = compile(between.operand());
            Kernel<byte[]> above = ComparisonKernels.of(
                    ComparisonOperator.GREATER_OR_EQUAL, operand, compile(between.low()), between.at());
            Kernel<byte[]> below = ComparisonKernels.of(
                    ComparisonOperator.LESS_OR_EQUAL, operand, compile(between.high()), between.at());
            return negated(between.negated(), LogicKernels.and(List.of(above, below)));
        }
        if (expression instanceof Expression.Like like) {
            return negated(
                    like.negated(), LogicKernels.like(text("like", like.operand()), text("like", like.pattern())));
        }
        if (expression instanceof Expression.IsMissing missing) {
            return LogicKernels.isMissing(compile(missing.operand()), missing.negated());
        }
        if (expression instanceof Expression.Call call) {
            Function function = Functions.find(call.function(), call.at());
            List<Kernel<?>> arguments = new ArrayList<>();
            call.arguments().forEach(argument -> arguments.add(compile(argument)));
            return function.call(
                    call.at(),
                    arguments,
                    call.arguments().stream().map(Expression::at).toList());
        }
        return cases((Expression.Case) expression);
    }

    private Kernel<byte[]> in(Expression.In in) {
        Kernel<?> operand = compile(in.operand());
        List<Kernel<?>> items = new ArrayList<>();
        in.items().forEach(item -> items.add(compile(item)));
        if (items.isEmpty()) {
            return Kernel.constant((byte) 0);
        }
        List<Kernel<byte[]>> equal = new ArrayList<>();
        boolean plain = operand.kind() == Kind.TEXTS || operand.kind() == Kind.LONGS;
        for (int i = 0; i < items.size(); i++) {
            Kernel<?> item = items.get(i);
            Place place = in.items().get(i).at();
            equal.add(ComparisonKernels.of(ComparisonOperator.EQUAL, operand, item, place));
            plain &= item.isConstant() && item.kind() == operand.kind();
        }
        return plain ? ComparisonKernels.oneOf(operand, items) : LogicKernels.or(equal);
    }

    private Kernel<?> cases(Expression.Case cases) {
        List<Kernel<byte[]>> conditions = new ArrayList<>();
        List<Kernel<?>> values = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (Expression.Branch branch : cases.branches()) {
            conditions.add(condition("when", branch.condition()));
            values.add(compile(branch.value()));
            places.add(branch.value().at());
        }
        Expression otherwise = cases.otherwise();
        if (otherwise != null) {
            values.add(compile(otherwise));
            places.add(otherwise.at());
        }
        ColumnType type = LogicKernels.common("case", values, places);
        List<Kernel<?>> widened = values.stream()
                .<Kernel<?>>map(value -> Kernels.widened(value, type))
                .toList();
        return LogicKernels.choose(conditions, widened, widened.get(0));
    }

    private List<Kernel<byte[]>> conditions(String operator, List<Expression> operands) {
        return operands.stream().map(operand -> condition(operator, operand)).toList();
    }

    private Kernel<byte[]> condition(String operator, Expression operand) {
        Kernel<?> kernel = compile(operand);
        if (kernel.type() != ColumnType.BOOLEAN) {
            throw Mismatch.of(operand.at(), operator, "a condition (BOOLEAN)", kernel.type());
        }
        return Kernels.logic(kernel);
    }

    private Kernel<@Nullable String[]> text(String operator, Expression operand) {
        Kernel<?> kernel = compile(operand);
        if (kernel.type() != ColumnType.STRING) {
            throw Mismatch.of(operand.at(), operator, "STRING", kernel.type());
        }
        return Kernels.texts(kernel);
    }

    private static Kernel<byte[]> negated(boolean negated, Kernel<byte[]> kernel) {
        return negated ? LogicKernels.not(kernel) : kernel;
    }
}
