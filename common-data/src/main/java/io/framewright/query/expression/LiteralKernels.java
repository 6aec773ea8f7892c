package io.framewright.query.expression;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What conditions ask most: a column's values beside constants. The loops read the column's array itself and make one
 * comparison a row, which compiles to no branch: a processor would guess it wrong for every other row. Comparisons of
 * whole numbers ask whether a value lies in a range, of which missing values are never part.
 */
final class LiteralKernels {
    /** The widest table of wanted whole numbers: it is to stay in a near cache. */
    private static final int MAX_TABLE = 1 << 14;

    private static final long EXACT = 1L << 53;

    private LiteralKernels() {}

    /** A column beside a constant, if these two are; else null. */
    static @Nullable Kernel<byte[]> compare(ComparisonOperator operator, Kernel<?> left, Kernel<?> right) {
        ColumnData column = left.column();
        if (column == null || !right.isConstant()) {
            return null;
        }
        boolean alike = left.type() == right.type()
                || left.type().isNumber() && right.type().isNumber();
        if (!alike) {
            return null;
        }
        if (column instanceof DoubleData doubles) {
            return right.kind() == Kind.LONGS && !isExact(Kernels.longs(right).first()[0])
                    ? null
                    : compare(operator, doubles.values(), Kernels.doubles(right).first()[0]);
        }
        if (right.kind() != Kind.LONGS) {
            return null;
        }
        long literal = Kernels.longs(right).first()[0];
        if (column instanceof IntData ints) {
            return compare(operator, ints.values(), literal);
        }
        return column instanceof LongData longs ? compare(operator, longs.values(), literal) : null;
    }

    private static boolean isExact(long whole) {
        return whole == Kind.MISSING_LONG || whole >= -EXACT && whole <= EXACT;
    }

    private static Kernel<byte[]> compare(ComparisonOperator operator, int[] values, long literal) {
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return LogicKernels.not(compare(ComparisonOperator.EQUAL, values, literal));
        }
        long low = Math.max(low(operator, literal), -Integer.MAX_VALUE);
        long high = Math.min(high(operator, literal), Integer.MAX_VALUE);
        return literal == Kind.MISSING_LONG || low > high
                ? Kernel.constant((byte) 0)
                : Kernel.logic(new IntRange(values, (int) low, (int) high));
    }

    private static Kernel<byte[]> compare(ComparisonOperator operator, long[] values, long literal) {
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return LogicKernels.not(compare(ComparisonOperator.EQUAL, values, literal));
        }
        long low = low(operator, literal);
        long high = high(operator, literal);
        return literal == Kind.MISSING_LONG || low > high
                ? Kernel.constant((byte) 0)
                : Kernel.logic(new LongRange(values, low, high));
    }

    /** The least value that holds; never the least long, which is the missing value. */
    private static long low(ComparisonOperator operator, long literal) {
        return switch (operator) {
            case EQUAL, GREATER_OR_EQUAL -> literal;
            case GREATER -> literal == Long.MAX_VALUE ? Long.MAX_VALUE : literal + 1;
            default -> -Long.MAX_VALUE;
        };
    }

    /** The greatest value that holds; below the least one if none does. */
    private static long high(ComparisonOperator operator, long literal) {
        return switch (operator) {
            case EQUAL, LESS_OR_EQUAL -> literal;
            case LESS -> literal - 1;
            case GREATER -> literal == Long.MAX_VALUE ? Long.MIN_VALUE : Long.MAX_VALUE;
            default -> Long.MAX_VALUE;
        };
    }

    private static Kernel<byte[]> compare(ComparisonOperator operator, double[] values, double literal) {
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return LogicKernels.not(compare(ComparisonOperator.EQUAL, values, literal));
        }
        double low = switch (operator) {
            case EQUAL, GREATER_OR_EQUAL -> literal;
            case GREATER -> Math.nextUp(literal);
            default -> Double.NEGATIVE_INFINITY;
        };
        double high = switch (operator) {
            case EQUAL, LESS_OR_EQUAL -> literal;
            case LESS -> Math.nextDown(literal);
            default -> Double.POSITIVE_INFINITY;
        };
        boolean beyondAll = operator == ComparisonOperator.GREATER && literal == Double.POSITIVE_INFINITY
                || operator == ComparisonOperator.LESS && literal == Double.NEGATIVE_INFINITY;
        return Double.isNaN(literal) || beyondAll
                ? Kernel.constant((byte) 0)
                : Kernel.logic(new DoubleRange(values, low, high));
    }

    /** Whether a value is one of these, which are in order; null if they lie too far apart for a table. */
    static @Nullable Kernel<byte[]> oneOf(int[] values, long[] wanted) {
        long[] possible = Arrays.stream(wanted)
                .filter(value -> value > Integer.MIN_VALUE && value <= Integer.MAX_VALUE)
                .toArray();
        if (possible.length == 0) {
            return Kernel.constant((byte) 0);
        }
        int low = (int) possible[0];
        long width = possible[possible.length - 1] - low + 1;
        if (width > MAX_TABLE) {
            return null;
        }
        byte[] table = new byte[(int) width + 1];
        for (long value : possible) {
            table[(int) (value - low)] = 1;
        }
        return Kernel.logic(new IntTable(values, low, table));
    }

    static Kernel<byte[]> isMissing(ColumnData column) {
        if (column instanceof LongData longs) {
            return Kernel.logic(new LongRange(longs.values(), LongData.MISSING, LongData.MISSING));
        }
        if (column instanceof DoubleData doubles) {
            double[] values = doubles.values();
            return Kernel.logic((chunk, out) -> {
                for (int i = 0, row = chunk.start; i < chunk.count; i++, row++) {
                    out[i] = (byte) (Double.isNaN(values[row]) ? 1 : 0);
                }
            });
        }
        if (column instanceof BooleanData booleans) {
            byte[] values = booleans.values();
            return Kernel.logic((chunk, out) -> {
                for (int i = 0; i < chunk.count; i++) {
                    out[i] = (byte) (values[chunk.start + i] >>> 7 & 1);
                }
            });
        }
        if (column instanceof IntData ints) {
            return Kernel.logic(new IntRange(ints.values(), IntData.MISSING, IntData.MISSING));
        }
        // The only code below zero is that of a missing value.
        return Kernel.logic(new IntRange(((TextData) column).codes(), TextData.MISSING, TextData.MISSING));
    }
}
