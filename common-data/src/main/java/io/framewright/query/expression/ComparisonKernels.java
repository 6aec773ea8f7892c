package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import io.framewright.frame.IntData;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Comparisons. With a missing value all are false but {@code !=}, which is true. */
final class ComparisonKernels {
    private static final double LONG_END = 0x1p63;

    private ComparisonKernels() {}

    static Kernel<byte[]> of(ComparisonOperator operator, Kernel<?> left, Kernel<?> right, Place place) {
        ColumnType one = left.type();
        ColumnType other = right.type();
        Kernel<byte[]> quick = LiteralKernels.compare(operator, left, right);
        if (quick != null) {
            return quick;
        }
        quick = LiteralKernels.compare(turned(operator), right, left);
        if (quick != null) {
            return quick;
        }
        if (one.isNumber() && other.isNumber()) {
            if (one.isWhole() && other.isWhole()) {
                return longs(operator, Kernels.longs(left), Kernels.longs(right));
            }
            if (one == ColumnType.LONG) {
                return mixed(operator, Kernels.longs(left), Kernels.doubles(right));
            }
            if (other == ColumnType.LONG) {
                return mixed(turned(operator), Kernels.longs(right), Kernels.doubles(left));
            }
            return doubles(operator, Kernels.doubles(left), Kernels.doubles(right));
        }
        if (one != other) {
            throw Mismatch.between(place, operator.symbol(), one, other, hint(one, other));
        }
        if (one == ColumnType.STRING) {
            return texts(operator, Kernels.texts(left), Kernels.texts(right));
        }
        if (one == ColumnType.BOOLEAN) {
            return truths(operator, Kernels.logic(left), Kernels.logic(right));
        }
        return longs(operator, Kernels.longs(left), Kernels.longs(right));
    }

    private static String hint(ColumnType one, ColumnType other) {
        ColumnType temporal = one.isTemporal() ? one : other;
        return switch (temporal) {
            case LOCAL_DATE -> "compare with a date, such as date('2001-01-31')";
            case LOCAL_TIME -> "compare with a time, such as time('18:20')";
            case LOCAL_DATE_TIME -> "compare with a dateTime, such as dateTime('2001-01-31T18:20')";
            case INSTANT -> "compare with an instant, such as instant('2001-01-31T18:20:00Z')";
            default -> "compare values of one type; text(…) makes a text of anything, number(…) a number of a text";
        };
    }

    private static ComparisonOperator turned(ComparisonOperator operator) {
        return switch (operator) {
            case LESS -> ComparisonOperator.GREATER;
            case LESS_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            case GREATER -> ComparisonOperator.LESS;
            case GREATER_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
            case EQUAL, NOT_EQUAL -> operator;
        };
    }

    private static Kernel<byte[]> longs(ComparisonOperator operator, Kernel<long[]> left, Kernel<long[]> right) {
        if (operator == ComparisonOperator.LESS || operator == ComparisonOperator.LESS_OR_EQUAL) {
            return longs(turned(operator), right, left);
        }
        return Kernel.logic((chunk, out) -> {
            long[] a = left.values(chunk);
            long[] b = right.values(chunk);
            int count = chunk.count;
            switch (operator) {
                case EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] == b[i] && a[i] != Kind.MISSING_LONG);
                    }
                }
                case NOT_EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] != b[i] || a[i] == Kind.MISSING_LONG);
                    }
                }
                case GREATER -> {
                    // The missing value is the least, so it is greater than nothing.
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] > b[i] && b[i] != Kind.MISSING_LONG);
                    }
                }
                default -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] >= b[i] && b[i] != Kind.MISSING_LONG);
                    }
                }
            }
            left.give(chunk, a);
            right.give(chunk, b);
        });
    }

    private static Kernel<byte[]> doubles(ComparisonOperator operator, Kernel<double[]> left, Kernel<double[]> right) {
        if (operator == ComparisonOperator.LESS || operator == ComparisonOperator.LESS_OR_EQUAL) {
            return doubles(turned(operator), right, left);
        }
        return Kernel.logic((chunk, out) -> {
            double[] a = left.values(chunk);
            double[] b = right.values(chunk);
            int count = chunk.count;
            switch (operator) {
                case EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] == b[i]);
                    }
                }
                case NOT_EQUAL -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] != b[i]);
                    }
                }
                case GREATER -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] > b[i]);
                    }
                }
                default -> {
                    for (int i = 0; i < count; i++) {
                        out[i] = bit(a[i] >= b[i]);
                    }
                }
            }
            left.give(chunk, a);
            right.give(chunk, b);
        });
    }

    /** A LONG is not turned into a double, which would be another number beyond 2^53. */
    private static Kernel<byte[]> mixed(ComparisonOperator operator, Kernel<long[]> left, Kernel<double[]> right) {
        return Kernel.logic((chunk, out) -> {
            long[] a = left.values(chunk);
            double[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = a[i] == Kind.MISSING_LONG || Double.isNaN(b[i])
                        ? bit(operator == ComparisonOperator.NOT_EQUAL)
                        : bit(holds(operator, compare(a[i], b[i])));
            }
            left.give(chunk, a);
            right.give(chunk, b);
        });
    }

    /** Exact, for a double that is a number. */
    static int compare(long whole, double number) {
        if (number >= LONG_END) {
            return -1;
        }
        if (number < -LONG_END) {
            return 1;
        }
        long floor = (long) number;
        return whole != floor ? Long.compare(whole, floor) : Double.compare(0.0, number - (double) floor + 0.0);
    }

    private static Kernel<byte[]> texts(
            ComparisonOperator operator, Kernel<@Nullable String[]> left, Kernel<@Nullable String[]> right) {
        return Kernel.logic((chunk, out) -> {
            @Nullable String[] a = left.values(chunk);
            @Nullable String[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String x = a[i];
                String y = b[i];
                if (x == null || y == null) {
                    out[i] = bit(operator == ComparisonOperator.NOT_EQUAL);
                } else if (operator == ComparisonOperator.EQUAL) {
                    out[i] = bit(x.equals(y));
                } else {
                    out[i] = bit(holds(operator, x.compareTo(y)));
                }
            }
            left.give(chunk, a);
            right.give(chunk, b);
        });
    }

    private static Kernel<byte[]> truths(ComparisonOperator operator, Kernel<byte[]> left, Kernel<byte[]> right) {
        return Kernel.logic((chunk, out) -> {
            left.run(chunk, out);
            byte[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = out[i] == Kind.MISSING_BOOLEAN || b[i] == Kind.MISSING_BOOLEAN
                        ? bit(operator == ComparisonOperator.NOT_EQUAL)
                        : bit(holds(operator, out[i] - b[i]));
            }
            right.give(chunk, b);
        });
    }

    /** Whether a value is one of some constants of its own type; missing is none of them. */
    static Kernel<byte[]> oneOf(Kernel<?> operand, List<Kernel<?>> constants) {
        if (operand.type() == ColumnType.STRING) {
            Set<String> wanted = new HashSet<>();
            for (Kernel<?> constant : constants) {
                String text = Kernels.texts(constant).first()[0];
                if (text != null) {
                    wanted.add(text);
                }
            }
            Kernel<@Nullable String[]> texts = Kernels.texts(operand);
            return Kernel.logic((chunk, out) -> {
                @Nullable String[] a = texts.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    String text = a[i];
                    out[i] = bit(text != null && wanted.contains(text));
                }
                texts.give(chunk, a);
            });
        }
        long[] wanted = constants.stream()
                .mapToLong(constant -> Kernels.longs(constant).first()[0])
                .filter(value -> value != Kind.MISSING_LONG)
                .sorted()
                .toArray();
        if (operand.column() instanceof IntData ints) {
            Kernel<byte[]> quick = LiteralKernels.oneOf(ints.values(), wanted);
            if (quick != null) {
                return quick;
            }
        }
        Kernel<long[]> longs = Kernels.longs(operand);
        return Kernel.logic((chunk, out) -> {
            long[] a = longs.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = bit(Arrays.binarySearch(wanted, a[i]) >= 0);
            }
            longs.give(chunk, a);
        });
    }

    private static boolean holds(ComparisonOperator operator, int comparison) {
        return switch (operator) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
        };
    }

    private static byte bit(boolean value) {
        return (byte) (value ? 1 : 0);
    }
}
