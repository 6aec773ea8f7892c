package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import org.jspecify.annotations.Nullable;

/** Kernels seen as kernels of a certain kind. */
final class Kernels {
    /** A text that would be longer than this is missing: an expression must not fill the memory. */
    static final int MAX_TEXT = 1 << 20;

    private Kernels() {}

    @SuppressWarnings("unchecked")
    static Kernel<long[]> longs(Kernel<?> kernel) {
        return (Kernel<long[]>) check(kernel, Kind.LONGS);
    }

    @SuppressWarnings("unchecked")
    static Kernel<@Nullable String[]> texts(Kernel<?> kernel) {
        return (Kernel<@Nullable String[]>) check(kernel, Kind.TEXTS);
    }

    @SuppressWarnings("unchecked")
    static Kernel<byte[]> logic(Kernel<?> kernel) {
        return (Kernel<byte[]>) check(kernel, Kind.LOGIC);
    }

    /** Numbers as doubles: a whole number beyond 2^53 becomes the nearest double. */
    @SuppressWarnings("unchecked")
    static Kernel<double[]> doubles(Kernel<?> kernel) {
        if (kernel.kind() == Kind.DOUBLES) {
            return (Kernel<double[]>) kernel;
        }
        Kernel<long[]> longs = longs(kernel);
        Kernel<double[]> widened = Kernel.doubles((chunk, out) -> {
            long[] values = longs.values(chunk);
            for (int i = 0; i < chunk.count; i++) {
                out[i] = values[i] == Kind.MISSING_LONG ? Double.NaN : (double) values[i];
            }
            longs.give(chunk, values);
        });
        return kernel.isConstant() ? widened.folded() : widened;
    }

    /** The same values as another type that holds them: INTEGER as LONG, both as DOUBLE. */
    static Kernel<?> widened(Kernel<?> kernel, ColumnType type) {
        if (kernel.type() == type) {
            return kernel;
        }
        if (type == ColumnType.DOUBLE) {
            return doubles(kernel);
        }
        Kernel<long[]> longs = longs(kernel);
        return Kernel.longs(type, longs::run);
    }

    /** The narrowest type that holds both; null if there is none. */
    static @Nullable ColumnType common(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        if (one.isNumber() && other.isNumber()) {
            return one.ordinal() > other.ordinal() ? one : other;
        }
        return null;
    }

    /** Two texts in a row, or missing if they are too long. */
    static @Nullable String limited(long length, String first, String second) {
        return length > MAX_TEXT ? null : first.concat(second);
    }

    private static Kernel<?> check(Kernel<?> kernel, Kind<?> kind) {
        if (kernel.kind() != kind) {
            throw new IllegalStateException("a kernel of type " + kernel.type() + " is used as another");
        }
        return kernel;
    }
}
