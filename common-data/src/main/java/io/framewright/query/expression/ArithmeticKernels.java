package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic. Whole numbers are exact and give LONG; what does not fit a LONG is missing, as is anything computed from
 * a missing value or divided by zero.
 */
final class ArithmeticKernels {
    private ArithmeticKernels() {}

    static Kernel<?> of(ArithmeticOperator operator, Kernel<?> left, Kernel<?> right, Place place) {
        ColumnType one = left.type();
        ColumnType other = right.type();
        if (operator == ArithmeticOperator.ADD && one == ColumnType.STRING && other == ColumnType.STRING) {
            return concat(Kernels.texts(left), Kernels.texts(right));
        }
        if (!one.isNumber() || !other.isNumber()) {
            throw Mismatch.between(place, operator.symbol(), one, other, hint(operator, one, other));
        }
        if (one.isWhole() && other.isWhole() && operator != ArithmeticOperator.DIVIDE) {
            return wholes(operator, Kernels.longs(left), Kernels.longs(right));
        }
        return decimals(operator, Kernels.doubles(left), Kernels.doubles(right));
    }

    private static String hint(ArithmeticOperator operator, ColumnType one, ColumnType other) {
        if (one.isTemporal() || other.isTemporal()) {
            return "it takes numbers; for dates and times there are plusDays, plusSeconds, daysBetween, secondsBetween";
        }
        return operator == ArithmeticOperator.ADD
                ? "it takes two numbers or two texts; text(…) makes a text of anything, number(…) a number of a text"
                : "it takes numbers; number(…) makes a number of a text";
    }

    private static Kernel<@Nullable String[]> concat(
            Kernel<@Nullable String[]> left, Kernel<@Nullable String[]> right) {
        return Kernel.texts((chunk, out) -> {
            left.run(chunk, out);
            @Nullable String[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String first = out[i];
                String second = b[i];
                out[i] = first == null || second == null
                        ? null
                        : Kernels.limited(first.length() + (long) second.length(), first, second);
            }
            right.give(chunk, b);
        });
    }

    private static Kernel<long[]> wholes(ArithmeticOperator operator, Kernel<long[]> left, Kernel<long[]> right) {
        return Kernel.longs(ColumnType.LONG, (chunk, out) -> {
            left.run(chunk, out);
            long[] b = right.values(chunk);
            switch (operator) {
                case ADD -> add(out, b, chunk.count);
                case SUBTRACT -> subtract(out, b, chunk.count);
                case MULTIPLY -> multiply(out, b, chunk.count);
                case REMAINDER -> remainder(out, b, chunk.count);
                case DIVIDE -> throw new IllegalStateException("division gives DOUBLE");
            }
            right.give(chunk, b);
        });
    }

    private static void add(long[] a, long[] b, int count) {
        for (int i = 0; i < count; i++) {
            long x = a[i];
            long y = b[i];
            long sum = x + y;
            boolean none = x == Kind.MISSING_LONG || y == Kind.MISSING_LONG || ((x ^ sum) & (y ^ sum)) < 0;
            a[i] = none ? Kind.MISSING_LONG : sum;
        }
    }

    private static void subtract(long[] a, long[] b, int count) {
        for (int i = 0; i < count; i++) {
            long x = a[i];
            long y = b[i];
            long difference = x - y;
            boolean none = x == Kind.MISSING_LONG || y == Kind.MISSING_LONG || ((x ^ y) & (x ^ difference)) < 0;
            a[i] = none ? Kind.MISSING_LONG : difference;
        }
    }

    private static void multiply(long[] a, long[] b, int count) {
        for (int i = 0; i < count; i++) {
            long x = a[i];
            long y = b[i];
            long product = x * y;
            boolean none = x == Kind.MISSING_LONG
                    || y == Kind.MISSING_LONG
                    || Math.multiplyHigh(x, y) != product >> (Long.SIZE - 1);
            a[i] = none ? Kind.MISSING_LONG : product;
        }
    }

    private static void remainder(long[] a, long[] b, int count) {
        for (int i = 0; i < count; i++) {
            long x = a[i];
            long y = b[i];
            boolean none = x == Kind.MISSING_LONG || y == Kind.MISSING_LONG || y == 0;
            a[i] = none ? Kind.MISSING_LONG : x % y;
        }
    }

    private static Kernel<double[]> decimals(
            ArithmeticOperator operator, Kernel<double[]> left, Kernel<double[]> right) {
        return Kernel.doubles((chunk, out) -> {
            left.run(chunk, out);
            double[] b = right.values(chunk);
            switch (operator) {
                case ADD -> {
                    for (int i = 0; i < chunk.count; i++) {
                        out[i] += b[i];
                    }
                }
                case SUBTRACT -> {
                    for (int i = 0; i < chunk.count; i++) {
                        out[i] -= b[i];
                    }
                }
                case MULTIPLY -> {
                    for (int i = 0; i < chunk.count; i++) {
                        out[i] *= b[i];
                    }
                }
                case DIVIDE -> {
                    for (int i = 0; i < chunk.count; i++) {
                        out[i] = b[i] == 0 ? Double.NaN : out[i] / b[i];
                    }
                }
                case REMAINDER -> {
                    for (int i = 0; i < chunk.count; i++) {
                        out[i] %= b[i];
                    }
                }
            }
            right.give(chunk, b);
        });
    }

    static Kernel<?> negated(Kernel<?> operand, Place place) {
        if (operand.type().isWhole()) {
            Kernel<long[]> longs = Kernels.longs(operand);
            // What is no INTEGER when negated is the least int, which is no value.
            return longs.like((chunk, out) -> {
                longs.run(chunk, out);
                for (int i = 0; i < chunk.count; i++) {
                    // The missing value is its own negation.
                    out[i] = -out[i];
                }
            });
        }
        if (operand.type() != ColumnType.DOUBLE) {
            throw Mismatch.of(place, "unary minus", "a number", operand.type());
        }
        Kernel<double[]> doubles = Kernels.doubles(operand);
        return doubles.like((chunk, out) -> {
            doubles.run(chunk, out);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = -out[i];
            }
        });
    }
}
