package io.framewright.frame;

import java.util.Locale;
import java.util.Optional;

/**
 * What a column holds: Tablesaw's types under Tablesaw's names. Its SHORT and FLOAT are not kept: such a column is
 * widened to INTEGER or DOUBLE when it enters a frame.
 */
public enum ColumnType {
    /** 32 bits; the least value stands for missing. */
    INTEGER,
    /** 64 bits; the least value stands for missing. */
    LONG,
    /** 64-bit floating point; NaN stands for missing. */
    DOUBLE,
    BOOLEAN,
    /** Texts; the empty text is a value, not a missing one. */
    STRING,
    /** Years from -32767 to 32767. */
    LOCAL_DATE,
    /** To the millisecond. */
    LOCAL_TIME,
    /** To the millisecond. */
    LOCAL_DATE_TIME,
    /** To the millisecond. */
    INSTANT;

    /** Reads a name in any case; SHORT reads as INTEGER and FLOAT as DOUBLE; none if there is no such type. */
    public static Optional<ColumnType> read(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (upper.equals("SHORT")) {
            return Optional.of(INTEGER);
        }
        if (upper.equals("FLOAT")) {
            return Optional.of(DOUBLE);
        }
        for (ColumnType type : values()) {
            if (type.name().equals(upper)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** INTEGER or LONG. */
    public boolean isWhole() {
        return this == INTEGER || this == LONG;
    }

    /** INTEGER, LONG or DOUBLE. */
    public boolean isNumber() {
        return isWhole() || this == DOUBLE;
    }

    /** A date, a time, or both. */
    public boolean isTemporal() {
        return ordinal() >= LOCAL_DATE.ordinal();
    }
}
