package io.framewright.frame;

import org.jspecify.annotations.Nullable;

/**
 * The values of a column in primitive arrays, which versions of a frame share: read them, never write into them. An
 * array may be longer than {@link #size()}; what is behind is not part of the column. Thread-safe as long as nobody
 * writes.
 */
public sealed interface ColumnData permits BooleanData, DoubleData, IntData, LongData, TextData {
    ColumnType type();

    /** How many rows. */
    int size();

    boolean isMissing(int row);

    /** How many values are missing. */
    int missing();

    /**
     * The value as Java has it (Integer, Long, Double, Boolean, String, LocalDate, LocalTime, LocalDateTime, Instant);
     * null if it is missing. Boxes: for a few values, not for kernels.
     */
    @Nullable
    Object get(int row);

    /** The values of the first {@code count} of these rows, in their order. */
    ColumnData take(int[] rows, int count);

    /** The same, where a row of -1 gives a missing value. */
    default ColumnData takeOrMissing(int[] rows, int count) {
        Taking taking = taking(count);
        taking.put(rows, 0, count);
        return taking.taken();
    }

    /** Begins to take {@code count} values, so that several threads can share the work. */
    Taking taking(int count);

    /** The rows from {@code from} (inclusive) to {@code to} (exclusive), copied. */
    ColumnData slice(int from, int to);

    /** An estimate of the heap that these values take, shared or not. */
    long memoryBytes();

    /** A column that is being made of values of another; each part of it is put by one thread. */
    interface Taking {
        /**
         * Puts the values of the rows in {@code rows} from {@code from} (inclusive) to {@code to} (exclusive) at the
         * places from {@code at} on; a row of -1 gives a missing value.
         */
        void put(int[] rows, int from, int to, int at);

        /** The same, where the places are those of the rows in their array. */
        default void put(int[] rows, int from, int to) {
            put(rows, from, to, from);
        }

        /** The column, once all places are put. What other threads put must be visible to the caller. */
        ColumnData taken();
    }

    /** A column of nothing but missing values. */
    static ColumnData missing(ColumnType type, int size) {
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> IntData.missing(type, size);
            case LONG, LOCAL_DATE_TIME, INSTANT -> LongData.missing(type, size);
            case DOUBLE -> DoubleData.missing(size);
            case BOOLEAN -> BooleanData.missing(size);
            case STRING -> TextData.missing(size);
        };
    }
}
