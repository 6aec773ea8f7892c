package io.framewright.query.source;

import io.framewright.frame.ColumnType;
import java.util.Arrays;
import java.util.List;

/** How the types of columns stand in files, and which of them holds the values of two. */
final class ColumnForms {
    /** The types in the order in which a cell is tried for them, after whole numbers. */
    static final List<ColumnType> TRIED = List.of(
            ColumnType.DOUBLE,
            ColumnType.BOOLEAN,
            ColumnType.LOCAL_DATE,
            ColumnType.LOCAL_DATE_TIME,
            ColumnType.LOCAL_TIME,
            ColumnType.INSTANT);

    private ColumnForms() {}

    /** What a cell of this type looks like, to be read after "is not". */
    static String form(ColumnType type) {
        return switch (type) {
            case INTEGER -> "a whole number of 32 bits";
            case LONG -> "a whole number of 64 bits";
            case DOUBLE -> "a decimal number";
            case BOOLEAN -> "true or false";
            case LOCAL_DATE -> "a date as 2001-01-31 or 2001/01/31";
            case LOCAL_DATE_TIME -> "a date and time as 2001-01-31T18:20:00 or 2001/01/31 18:20";
            case LOCAL_TIME -> "a time of day as 18:20:00";
            case INSTANT -> "a point in time as 2001-01-31T18:20:00Z";
            case STRING -> "a text";
        };
    }

    /** The names of all types. */
    static List<String> names() {
        return Arrays.stream(ColumnType.values()).map(Enum::name).toList();
    }

    /** The narrowest type that holds the values of both. */
    static ColumnType join(ColumnType one, ColumnType other) {
        if (one == other) {
            return one;
        }
        if (one.isNumber() && other.isNumber()) {
            return one == ColumnType.DOUBLE || other == ColumnType.DOUBLE ? ColumnType.DOUBLE : ColumnType.LONG;
        }
        return isDate(one) && isDate(other) ? ColumnType.LOCAL_DATE_TIME : ColumnType.STRING;
    }

    private static boolean isDate(ColumnType type) {
        return type == ColumnType.LOCAL_DATE || type == ColumnType.LOCAL_DATE_TIME;
    }
}
