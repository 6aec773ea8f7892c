package io.framewright.query.expression;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions and what hangs on them. Only true counts as true: a missing condition is as good as a false one. */
final class LogicKernels {
    private LogicKernels() {}

    static Kernel<byte[]> and(List<Kernel<byte[]>> operands) {
        return Kernel.logic(AllOf.of(tests(operands)));
    }

    static Kernel<byte[]> or(List<Kernel<byte[]>> operands) {
        return Kernel.logic(new AnyOf(tests(operands)));
    }

    private static List<RowTest> tests(List<Kernel<byte[]>> operands) {
        return operands.stream().map(Kernel::rows).toList();
    }

    static Kernel<byte[]> not(Kernel<byte[]> operand) {
        return Kernel.logic((chunk, out) -> {
            run(operand, chunk, out);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = (byte) (out[i] ^ 1);
            }
        });
    }

    /** 1 for true, 0 for false and missing, whose mark has this bit clear. */
    private static void run(Kernel<byte[]> operand, Chunk chunk, byte[] out) {
        operand.run(chunk, out);
        for (int i = 0; i < chunk.count; i++) {
            out[i] = (byte) (out[i] & 1);
        }
    }

    static <A> Kernel<byte[]> isMissing(Kernel<A> operand, boolean negated) {
        ColumnData column = operand.column();
        if (column != null) {
            Kernel<byte[]> missing = LiteralKernels.isMissing(column);
            return negated ? not(missing) : missing;
        }
        return Kernel.logic((chunk, out) -> {
            A values = operand.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = (byte) (operand.kind().isMissing(values, i) != negated ? 1 : 0);
            }
            operand.give(chunk, values);
        });
    }

    static Kernel<byte[]> like(Kernel<@Nullable String[]> operand, Kernel<@Nullable String[]> pattern) {
        return Kernel.logic((chunk, out) -> {
            @Nullable String[] texts = operand.values(chunk);
            @Nullable String[] patterns = pattern.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = texts[i];
                String wanted = patterns[i];
                out[i] = (byte) (text != null && wanted != null && LikePattern.matches(text, wanted) ? 1 : 0);
            }
            operand.give(chunk, texts);
            pattern.give(chunk, patterns);
        });
    }

    /** The value of the first branch whose condition is true; the one behind the conditions is for all others. */
    @SuppressWarnings("unchecked")
    static <A> Kernel<A> choose(List<Kernel<byte[]>> conditions, List<Kernel<?>> values, Kernel<A> shape) {
        return shape.like((chunk, out) -> {
            byte[] open = Kind.LOGIC.take(chunk);
            Arrays.fill(open, 0, chunk.count, (byte) 1);
            shape.kind().fillMissing(out, chunk.count);
            for (int branch = 0; branch < values.size(); branch++) {
                Kernel<A> value = (Kernel<A>) values.get(branch);
                byte[] holds = Kind.LOGIC.take(chunk);
                if (branch < conditions.size()) {
                    conditions.get(branch).run(chunk, holds);
                } else {
                    Arrays.fill(holds, 0, chunk.count, (byte) 1);
                }
                A chosen = value.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    if (open[i] == 1 && holds[i] == 1) {
                        open[i] = 0;
                        shape.kind().copy(chosen, i, out, i, 1);
                    }
                }
                value.give(chunk, chosen);
                Kind.LOGIC.give(chunk, holds);
            }
            Kind.LOGIC.give(chunk, open);
        });
    }

    /** The first of the values that is not missing. */
    @SuppressWarnings("unchecked")
    static <A> Kernel<A> coalesce(List<Kernel<?>> values, Kernel<A> shape) {
        return shape.like((chunk, out) -> {
            ((Kernel<A>) values.get(0)).run(chunk, out);
            for (Kernel<?> other : values.subList(1, values.size())) {
                Kernel<A> next = (Kernel<A>) other;
                A more = next.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    if (shape.kind().isMissing(out, i)) {
                        shape.kind().copy(more, i, out, i, 1);
                    }
                }
                next.give(chunk, more);
            }
        });
    }

    /** The type that all values can be widened to; TYPE_MISMATCH if there is none. */
    static ColumnType common(String what, List<Kernel<?>> values, List<Place> places) {
        ColumnType type = values.get(0).type();
        for (int i = 1; i < values.size(); i++) {
            ColumnType other = values.get(i).type();
            ColumnType wider = Kernels.common(type, other);
            if (wider == null) {
                throw Mismatch.between(
                        places.get(i),
                        what,
                        type,
                        other,
                        "all values must be of one type; text(…) makes texts of them");
            }
            type = wider;
        }
        return type;
    }
}
