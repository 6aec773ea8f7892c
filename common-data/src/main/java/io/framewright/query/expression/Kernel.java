package io.framewright.query.expression;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A checked expression, ready to run chunk by chunk. Immutable and thread-safe.
 *
 * @param <A> the array its values travel in
 */
final class Kernel<A> {
    /** Computes the values of the rows of a chunk into the beginning of {@code out}. */
    @FunctionalInterface
    interface Loop<A> {
        void run(Chunk chunk, A out);
    }

    private final ColumnType type;
    private final Kind<A> kind;
    private final boolean constant;
    private final Loop<A> loop;
    private final @Nullable Supplier<ColumnData> whole;
    private final @Nullable ColumnData column;
    private final @Nullable RowTest rows;

    private Kernel(
            ColumnType type, Kind<A> kind, boolean constant, Loop<A> loop, @Nullable Supplier<ColumnData> whole) {
        this(type, kind, constant, loop, whole, null, null);
    }

    private Kernel(
            ColumnType type,
            Kind<A> kind,
            boolean constant,
            Loop<A> loop,
            @Nullable Supplier<ColumnData> whole,
            @Nullable ColumnData column,
            @Nullable RowTest rows) {
        this.type = type;
        this.kind = kind;
        this.constant = constant;
        this.loop = loop;
        this.whole = whole;
        this.column = column;
        this.rows = rows;
    }

    static Kernel<long[]> longs(ColumnType type, Loop<long[]> loop) {
        return new Kernel<>(type, Kind.LONGS, false, loop, null);
    }

    static Kernel<double[]> doubles(Loop<double[]> loop) {
        return new Kernel<>(ColumnType.DOUBLE, Kind.DOUBLES, false, loop, null);
    }

    static Kernel<@Nullable String[]> texts(Loop<@Nullable String[]> loop) {
        return new Kernel<>(ColumnType.STRING, Kind.TEXTS, false, loop, null);
    }

    static Kernel<byte[]> logic(Loop<byte[]> loop) {
        return new Kernel<>(ColumnType.BOOLEAN, Kind.LOGIC, false, loop, null);
    }

    /** A condition that can pick rows itself. */
    static Kernel<byte[]> logic(RowTest rows) {
        return new Kernel<>(ColumnType.BOOLEAN, Kind.LOGIC, false, rows::truths, null, null, rows);
    }

    /** A kernel of the kind and type of another one. */
    Kernel<A> like(Loop<A> other) {
        return new Kernel<>(type, kind, false, other, null);
    }

    /** The same, whose values of all rows can be had at once. */
    Kernel<A> ready(Supplier<ColumnData> all) {
        return new Kernel<>(type, kind, constant, loop, all);
    }

    /** The same, which gives the values of this column as they are. */
    Kernel<A> reading(ColumnData data) {
        return new Kernel<>(type, kind, constant, loop, () -> data, data, null);
    }

    static Kernel<long[]> constant(ColumnType type, long value) {
        return new Kernel<>(type, Kind.LONGS, true, (chunk, out) -> Arrays.fill(out, 0, chunk.count, value), null);
    }

    static Kernel<double[]> constant(double value) {
        return new Kernel<>(
                ColumnType.DOUBLE, Kind.DOUBLES, true, (chunk, out) -> Arrays.fill(out, 0, chunk.count, value), null);
    }

    static Kernel<@Nullable String[]> constant(@Nullable String value) {
        return new Kernel<>(
                ColumnType.STRING, Kind.TEXTS, true, (chunk, out) -> Arrays.fill(out, 0, chunk.count, value), null);
    }

    static Kernel<byte[]> constant(byte value) {
        return new Kernel<>(
                ColumnType.BOOLEAN, Kind.LOGIC, true, (chunk, out) -> Arrays.fill(out, 0, chunk.count, value), null);
    }

    /** What this kernel gives for every row, worked out once, if it does not look at columns. */
    Kernel<A> folded() {
        A one = first();
        return new Kernel<>(
                type,
                kind,
                true,
                (chunk, out) -> {
                    for (int i = 0; i < chunk.count; i++) {
                        kind.copy(one, 0, out, i, 1);
                    }
                },
                null);
    }

    ColumnType type() {
        return type;
    }

    Kind<A> kind() {
        return kind;
    }

    /** Whether it gives the same for every row. */
    boolean isConstant() {
        return constant;
    }

    /** The column whose values it gives, if it does nothing else; else null. */
    @Nullable
    ColumnData column() {
        return column;
    }

    /** What picks the rows for which this is true. */
    static RowTest rows(Kernel<byte[]> condition) {
        return condition.rows == null ? new AnyTruth(condition) : condition.rows;
    }

    /** All values at once, if they are there; else null. */
    @Nullable
    ColumnData whole() {
        return whole == null ? null : whole.get();
    }

    void run(Chunk chunk, A out) {
        loop.run(chunk, out);
    }

    /** The values in a buffer that is to be given back. */
    A values(Chunk chunk) {
        A buffer = kind.take(chunk);
        loop.run(chunk, buffer);
        return buffer;
    }

    void give(Chunk chunk, A buffer) {
        kind.give(chunk, buffer);
    }

    /** The value of a constant, in the first row of an array. */
    A first() {
        return values(new Chunk().at(0, 1));
    }

    /** The values of the first {@code size} rows. */
    A all(int size) {
        A all = kind.array(size);
        Chunk chunk = new Chunk();
        for (int start = 0; start < size; start += Chunk.SIZE) {
            A buffer = values(chunk.at(start, size));
            kind.copy(buffer, 0, all, start, chunk.count);
            give(chunk, buffer);
        }
        return all;
    }
}
