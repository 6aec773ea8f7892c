package io.framewright.client.query;

/**
 * What a column holds, by the names of the protocol.
 *
 * <pre>{@code
 * Operation asNumber = transformType("flight", ColumnType.LONG).orMissing();
 * }</pre>
 */
public enum ColumnType {
    /** Whole numbers of 32 bits, but not the least, which marks missing values. */
    INTEGER,
    /** Whole numbers of 64 bits, but not the least, which marks missing values. */
    LONG,
    /** Floating point of 64 bits; NaN is a missing value. */
    DOUBLE,
    /** True or false. */
    BOOLEAN,
    /** Texts; the empty one is a value. */
    STRING,
    /** Dates of the years from -32767 to 32767. */
    LOCAL_DATE,
    /** Times of day, to the millisecond. */
    LOCAL_TIME,
    /** Dates with time, to the millisecond. */
    LOCAL_DATE_TIME,
    /** Points in time, to the millisecond. */
    INSTANT
}
