package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import io.framewright.frame.Packed;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values of one type as another. A value that has no counterpart is missing: a text that is no number, a number with a
 * fraction as a whole one, a LONG that is no INTEGER, a number other than 0 and 1 as a boolean.
 */
final class Casts {
    private static final int NO_TIME = 0;

    private Casts() {}

    /** Null if no value of the one type is one of the other. */
    static @Nullable Kernel<?> cast(Kernel<?> from, ColumnType to) {
        ColumnType type = from.type();
        if (type == to) {
            return from;
        }
        if (to == ColumnType.STRING) {
            return toText(from);
        }
        if (type == ColumnType.STRING) {
            return fromText(Kernels.texts(from), to);
        }
        if (to == ColumnType.BOOLEAN) {
            return type.isNumber() ? numberToTruth(Kernels.doubles(from)) : null;
        }
        if (type == ColumnType.BOOLEAN) {
            return to.isNumber() ? truthToNumber(Kernels.logic(from), to) : null;
        }
        if (type.isNumber() || to.isNumber()) {
            return type.isNumber() && to.isNumber() ? number(from, to) : null;
        }
        return temporal(Kernels.longs(from), to);
    }

    static Kernel<@Nullable String[]> toText(Kernel<?> from) {
        if (from.type() == ColumnType.STRING) {
            return Kernels.texts(from);
        }
        if (from.type() == ColumnType.DOUBLE) {
            Kernel<double[]> doubles = Kernels.doubles(from);
            return Kernel.texts((chunk, out) -> {
                double[] values = doubles.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    out[i] = Double.isNaN(values[i]) ? null : ValueText.ofDouble(values[i]);
                }
                doubles.give(chunk, values);
            });
        }
        if (from.type() == ColumnType.BOOLEAN) {
            Kernel<byte[]> logic = Kernels.logic(from);
            return Kernel.texts((chunk, out) -> {
                byte[] values = logic.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    out[i] = values[i] == Kind.MISSING_BOOLEAN ? null : values[i] == 1 ? "true" : "false";
                }
                logic.give(chunk, values);
            });
        }
        Kernel<long[]> longs = Kernels.longs(from);
        ColumnType type = from.type();
        return Kernel.texts((chunk, out) -> {
            long[] values = longs.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = values[i] == Kind.MISSING_LONG ? null : ValueText.ofLong(type, values[i]);
            }
            longs.give(chunk, values);
        });
    }

    private static Kernel<?> fromText(Kernel<@Nullable String[]> texts, ColumnType to) {
        if (to == ColumnType.DOUBLE) {
            return Kernel.doubles((chunk, out) -> {
                @Nullable String[] values = texts.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    String text = values[i];
                    out[i] = text == null ? Double.NaN : ValueText.number(text);
                }
                texts.give(chunk, values);
            });
        }
        if (to == ColumnType.BOOLEAN) {
            return Kernel.logic((chunk, out) -> {
                @Nullable String[] values = texts.values(chunk);
                for (int i = 0; i < chunk.count; i++) {
                    String text = values[i];
                    out[i] = text == null ? Kind.MISSING_BOOLEAN : ValueText.truth(text);
                }
                texts.give(chunk, values);
            });
        }
        ToLongFunction<String> reader = ValueText.reader(to);
        Kernel<long[]> read = Kernel.longs(to, (chunk, out) -> {
            @Nullable String[] values = texts.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                String text = values[i];
                out[i] = text == null ? Kind.MISSING_LONG : ValueText.read(reader, text);
            }
            texts.give(chunk, values);
        });
        return to == ColumnType.INTEGER ? narrowed(read) : read;
    }

    private static Kernel<?> number(Kernel<?> from, ColumnType to) {
        if (to == ColumnType.DOUBLE) {
            return Kernels.doubles(from);
        }
        if (from.type().isWhole()) {
            return to == ColumnType.INTEGER ? narrowed(Kernels.longs(from)) : Kernels.widened(from, to);
        }
        Kernel<double[]> doubles = Kernels.doubles(from);
        Kernel<long[]> wholes = Kernel.longs(to, (chunk, out) -> {
            double[] values = doubles.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = values[i] == Math.rint(values[i]) ? whole(values[i]) : Kind.MISSING_LONG;
            }
            doubles.give(chunk, values);
        });
        return to == ColumnType.INTEGER ? narrowed(wholes) : wholes;
    }

    /** A number without its fraction; missing if that is no LONG. */
    static long whole(double value) {
        return Math.abs(value) < 0x1p63 ? (long) value : Kind.MISSING_LONG;
    }

    private static Kernel<long[]> narrowed(Kernel<long[]> wide) {
        return Kernel.longs(ColumnType.INTEGER, (chunk, out) -> {
            wide.run(chunk, out);
            for (int i = 0; i < chunk.count; i++) {
                boolean fits = out[i] > Integer.MIN_VALUE && out[i] <= Integer.MAX_VALUE;
                out[i] = fits ? out[i] : Kind.MISSING_LONG;
            }
        });
    }

    private static Kernel<byte[]> numberToTruth(Kernel<double[]> numbers) {
        return Kernel.logic((chunk, out) -> {
            double[] values = numbers.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = values[i] == 1 ? 1 : values[i] == 0 ? 0 : Kind.MISSING_BOOLEAN;
            }
            numbers.give(chunk, values);
        });
    }

    private static Kernel<?> truthToNumber(Kernel<byte[]> truths, ColumnType to) {
        Kernel<long[]> wholes = Kernel.longs(to == ColumnType.DOUBLE ? ColumnType.INTEGER : to, (chunk, out) -> {
            byte[] values = truths.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = values[i] == Kind.MISSING_BOOLEAN ? Kind.MISSING_LONG : values[i];
            }
            truths.give(chunk, values);
        });
        return to == ColumnType.DOUBLE ? Kernels.doubles(wholes) : wholes;
    }

    /** Dates and times; an instant has the date and time that it is in UTC. */
    private static @Nullable Kernel<?> temporal(Kernel<long[]> from, ColumnType to) {
        ColumnType type = from.type();
        if (type == ColumnType.LOCAL_TIME || type == ColumnType.LOCAL_DATE && to == ColumnType.LOCAL_TIME) {
            return null;
        }
        if (type == ColumnType.LOCAL_DATE) {
            return mapped(from, to, date -> Packed.join((int) date, NO_TIME));
        }
        return switch (to) {
            case LOCAL_DATE -> mapped(from, to, Packed::dateOf);
            case LOCAL_TIME -> mapped(from, to, Packed::timeOf);
            default -> mapped(from, to, dateTime -> dateTime);
        };
    }

    /** A function of values that are not missing. */
    static Kernel<long[]> mapped(Kernel<long[]> from, ColumnType to, LongUnaryOperator function) {
        return Kernel.longs(to, (chunk, out) -> {
            from.run(chunk, out);
            for (int i = 0; i < chunk.count; i++) {
                if (out[i] != Kind.MISSING_LONG) {
                    out[i] = function.applyAsLong(out[i]);
                }
            }
        });
    }
}
