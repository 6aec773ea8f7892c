package io.framewright.query.expression;

import io.framewright.frame.ColumnType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The array that values of some types travel in between kernels, with the mark of a missing value: {@code long[]} for
 * whole numbers, dates and times (as they are packed in a frame), {@code double[]}, {@code String[]}, {@code byte[]}
 * for booleans.
 */
abstract sealed class Kind<A> {
    static final long MISSING_LONG = Long.MIN_VALUE;
    static final byte MISSING_BOOLEAN = Byte.MIN_VALUE;

    static final Kind<long[]> LONGS = new Longs();
    static final Kind<double[]> DOUBLES = new Doubles();
    static final Kind<@Nullable String[]> TEXTS = new Texts();
    static final Kind<byte[]> LOGIC = new Logic();

    static Kind<?> of(ColumnType type) {
        return switch (type) {
            case DOUBLE -> DOUBLES;
            case STRING -> TEXTS;
            case BOOLEAN -> LOGIC;
            default -> LONGS;
        };
    }

    /** An array for any number of rows. */
    abstract A array(int size);

    /** A buffer for the rows of a chunk. */
    abstract A take(Chunk chunk);

    /** Gives a buffer back. */
    abstract void give(Chunk chunk, A buffer);

    abstract void copy(A from, int fromRow, A to, int toRow, int count);

    abstract boolean isMissing(A values, int row);

    abstract void fillMissing(A values, int count);

    private static final class Longs extends Kind<long[]> {
        @Override
        long[] array(int size) {
            return new long[size];
        }

        @Override
        long[] take(Chunk chunk) {
            long[] free = chunk.longs.poll();
            return free == null ? new long[Chunk.SIZE] : free;
        }

        @Override
        void give(Chunk chunk, long[] buffer) {
            chunk.longs.push(buffer);
        }

        @Override
        void copy(long[] from, int fromRow, long[] to, int toRow, int count) {
            System.arraycopy(from, fromRow, to, toRow, count);
        }

        @Override
        boolean isMissing(long[] values, int row) {
            return values[row] == MISSING_LONG;
        }

        @Override
        void fillMissing(long[] values, int count) {
            Arrays.fill(values, 0, count, MISSING_LONG);
        }
    }

    private static final class Doubles extends Kind<double[]> {
        @Override
        double[] array(int size) {
            return new double[size];
        }

        @Override
        double[] take(Chunk chunk) {
            double[] free = chunk.doubles.poll();
            return free == null ? new double[Chunk.SIZE] : free;
        }

        @Override
        void give(Chunk chunk, double[] buffer) {
            chunk.doubles.push(buffer);
        }

        @Override
        void copy(double[] from, int fromRow, double[] to, int toRow, int count) {
            System.arraycopy(from, fromRow, to, toRow, count);
        }

        @Override
        boolean isMissing(double[] values, int row) {
            return Double.isNaN(values[row]);
        }

        @Override
        void fillMissing(double[] values, int count) {
            Arrays.fill(values, 0, count, Double.NaN);
        }
    }

    private static final class Texts extends Kind<@Nullable String[]> {
        @Override
        @Nullable
        String[] array(int size) {
            return new String[size];
        }

        @Override
        @Nullable
        String[] take(Chunk chunk) {
            String[] free = chunk.texts.poll();
            return free == null ? new String[Chunk.SIZE] : free;
        }

        @Override
        void give(Chunk chunk, @Nullable String[] buffer) {
            chunk.texts.push(buffer);
        }

        @Override
        void copy(@Nullable String[] from, int fromRow, @Nullable String[] to, int toRow, int count) {
            System.arraycopy(from, fromRow, to, toRow, count);
        }

        @Override
        boolean isMissing(@Nullable String[] values, int row) {
            return values[row] == null;
        }

        @Override
        void fillMissing(@Nullable String[] values, int count) {
            Arrays.fill(values, 0, count, null);
        }
    }

    private static final class Logic extends Kind<byte[]> {
        @Override
        byte[] array(int size) {
            return new byte[size];
        }

        @Override
        byte[] take(Chunk chunk) {
            byte[] free = chunk.logic.poll();
            return free == null ? new byte[Chunk.SIZE] : free;
        }

        @Override
        void give(Chunk chunk, byte[] buffer) {
            chunk.logic.push(buffer);
        }

        @Override
        void copy(byte[] from, int fromRow, byte[] to, int toRow, int count) {
            System.arraycopy(from, fromRow, to, toRow, count);
        }

        @Override
        boolean isMissing(byte[] values, int row) {
            return values[row] == MISSING_BOOLEAN;
        }

        @Override
        void fillMissing(byte[] values, int count) {
            Arrays.fill(values, 0, count, MISSING_BOOLEAN);
        }
    }
}
