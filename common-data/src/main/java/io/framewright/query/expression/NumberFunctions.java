package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of numbers. They are missing where an argument is, and where they have no value. */
final class NumberFunctions {
    private static final int MAX_DIGITS = 300;

    static final List<Function> ALL = List.of(
            Function.of("abs")
                    .taking(
                            List.of(Parameter.WHOLE),
                            a -> Casts.mapped(a.longs(0), a.at(0).type(), Math::abs))
                    .taking(List.of(Parameter.NUMBER), a -> map(a.doubles(0), Math::abs)),
            Function.of("round")
                    .taking(List.of(Parameter.WHOLE), a -> a.at(0))
                    .taking(List.of(Parameter.NUMBER), a -> map(a.doubles(0), value -> rounded(value, 0)))
                    .taking(List.of(Parameter.NUMBER, Parameter.WHOLE), a -> round(a.doubles(0), a.longs(1))),
            Function.of("floor")
                    .taking(List.of(Parameter.WHOLE), a -> a.at(0))
                    .taking(List.of(Parameter.NUMBER), a -> map(a.doubles(0), Math::floor)),
            Function.of("ceil")
                    .taking(List.of(Parameter.WHOLE), a -> a.at(0))
                    .taking(List.of(Parameter.NUMBER), a -> map(a.doubles(0), Math::ceil)),
            Function.of("sqrt").taking(List.of(Parameter.NUMBER), a -> map(a.doubles(0), Math::sqrt)),
            Function.of("log")
                    .taking(
                            List.of(Parameter.NUMBER),
                            a -> map(a.doubles(0), value -> value == 0 ? Double.NaN : Math.log(value))),
            Function.of("log10")
                    .taking(
                            List.of(Parameter.NUMBER),
                            a -> map(a.doubles(0), value -> value == 0 ? Double.NaN : Math.log10(value))),
            Function.of("sign").taking(List.of(Parameter.NUMBER), a -> sign(a.doubles(0))),
            Function.of("exp").taking(List.of(Parameter.NUMBER), a -> map(a.doubles(0), Math::exp)),
            Function.of("pow")
                    .taking(
                            List.of(Parameter.NUMBER, Parameter.NUMBER),
                            a -> combine(a.doubles(0), a.doubles(1), NumberFunctions::power)),
            Function.of("div")
                    .taking(
                            List.of(Parameter.WHOLE, Parameter.WHOLE),
                            a -> combine(a.longs(0), a.longs(1), (x, y) -> y == 0 ? Kind.MISSING_LONG : x / y)),
            Function.of("min").takingMany(Parameter.ANY, a -> extreme(a, true)),
            Function.of("max").takingMany(Parameter.ANY, a -> extreme(a, false)),
            Function.of("coalesce").takingMany(Parameter.ANY, a -> {
                List<Kernel<?>> values = a.common();
                return LogicKernels.coalesce(values, values.get(0));
            }),
            Function.of("number").taking(List.of(Parameter.ANY), a -> cast(a, ColumnType.DOUBLE)),
            Function.of("whole")
                    .taking(List.of(Parameter.WHOLE), a -> Kernels.widened(a.at(0), ColumnType.LONG))
                    .taking(List.of(Parameter.NUMBER), a -> truncated(a.doubles(0)))
                    .taking(List.of(Parameter.ANY), a -> cast(a, ColumnType.LONG)));

    private NumberFunctions() {}

    private static Kernel<?> cast(Arguments arguments, ColumnType to) {
        Kernel<?> cast = Casts.cast(arguments.at(0), to);
        if (cast == null) {
            throw Mismatch.of(
                    arguments.places().get(0),
                    arguments.function(),
                    "a text, a number or a boolean",
                    arguments.at(0).type());
        }
        return cast;
    }

    private static Kernel<double[]> map(Kernel<double[]> numbers, DoubleUnaryOperator function) {
        return Kernel.doubles((chunk, out) -> {
            numbers.run(chunk, out);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = function.applyAsDouble(out[i]);
            }
        });
    }

    private static Kernel<double[]> combine(
            Kernel<double[]> left, Kernel<double[]> right, DoubleBinaryOperator function) {
        return Kernel.doubles((chunk, out) -> {
            left.run(chunk, out);
            double[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = function.applyAsDouble(out[i], b[i]);
            }
            right.give(chunk, b);
        });
    }

    private static Kernel<long[]> combine(Kernel<long[]> left, Kernel<long[]> right, LongBinaryOperator function) {
        return Kernel.longs(ColumnType.LONG, (chunk, out) -> {
            left.run(chunk, out);
            long[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                boolean none = out[i] == Kind.MISSING_LONG || b[i] == Kind.MISSING_LONG;
                out[i] = none ? Kind.MISSING_LONG : function.applyAsLong(out[i], b[i]);
            }
            right.give(chunk, b);
        });
    }

    /** Java takes anything to the power of zero for one; nothing is known of a missing value. */
    private static double power(double base, double exponent) {
        return Double.isNaN(base) ? base : Math.pow(base, exponent);
    }

    private static Kernel<double[]> round(Kernel<double[]> numbers, Kernel<long[]> digits) {
        return Kernel.doubles((chunk, out) -> {
            numbers.run(chunk, out);
            long[] places = digits.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = places[i] == Kind.MISSING_LONG ? Double.NaN : rounded(out[i], places[i]);
            }
            digits.give(chunk, places);
        });
    }

    /** Half away from zero, of the number as it is written: 2.675 to two digits is 2.68. */
    private static double rounded(double value, long digits) {
        if (Double.isNaN(value) || Double.isInfinite(value) || digits > MAX_DIGITS) {
            return value;
        }
        if (digits == 0 && Math.abs(value) >= 0x1p52) {
            return value;
        }
        if (digits < -MAX_DIGITS) {
            return 0;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) digits, RoundingMode.HALF_UP)
                .doubleValue();
    }

    private static Kernel<long[]> truncated(Kernel<double[]> numbers) {
        return Kernel.longs(ColumnType.LONG, (chunk, out) -> {
            double[] values = numbers.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = Double.isNaN(values[i]) ? Kind.MISSING_LONG : Casts.whole(values[i]);
            }
            numbers.give(chunk, values);
        });
    }

    /** Of a LONG too: the nearest DOUBLE has its sign. */
    private static Kernel<long[]> sign(Kernel<double[]> numbers) {
        return Kernel.longs(ColumnType.INTEGER, (chunk, out) -> {
            double[] values = numbers.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = Double.isNaN(values[i]) ? Kind.MISSING_LONG : (long) Math.signum(values[i]);
            }
            numbers.give(chunk, values);
        });
    }

    private static Kernel<?> extreme(Arguments arguments, boolean least) {
        List<Kernel<?>> values = arguments.common();
        ColumnType type = values.get(0).type();
        Kernel<?> result = values.get(0);
        for (Kernel<?> next : values.subList(1, values.size())) {
            if (type == ColumnType.DOUBLE) {
                DoubleBinaryOperator pick = least ? Math::min : Math::max;
                result = combine(Kernels.doubles(result), Kernels.doubles(next), pick);
            } else if (type == ColumnType.STRING) {
                result = extremeText(Kernels.texts(result), Kernels.texts(next), least);
            } else if (type == ColumnType.BOOLEAN) {
                throw Mismatch.of(
                        arguments.places().get(0), arguments.function(), "numbers, texts, dates or times", type);
            } else {
                LongBinaryOperator pick = least ? Math::min : Math::max;
                Kernel<long[]> picked = combine(Kernels.longs(result), Kernels.longs(next), pick);
                result = Kernel.longs(type, picked::run);
            }
        }
        return result;
    }

    private static Kernel<?> extremeText(
            Kernel<@Nullable String[]> left, Kernel<@Nullable String[]> right, boolean least) {
        return Kernel.texts((chunk, out) -> {
            left.run(chunk, out);
            @Nullable String[] b = right.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String first = out[i];
                String second = b[i];
                if (first == null || second == null) {
                    out[i] = null;
                } else if (first.compareTo(second) > 0 == least) {
                    out[i] = second;
                }
            }
            right.give(chunk, b);
        });
    }
}
