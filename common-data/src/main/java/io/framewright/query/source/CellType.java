package io.framewright.query.source;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The types that the cells of a file are read as; named as Tablesaw names the types of columns. */
public enum CellType {
    INTEGER("a whole number of 32 bits"),
    LONG("a whole number of 64 bits"),
    DOUBLE("a decimal number"),
    BOOLEAN("true or false"),
    LOCAL_DATE("a date as 2001-01-31 or 2001/01/31"),
    LOCAL_DATE_TIME("a date and time as 2001-01-31T18:20:00 or 2001/01/31 18:20"),
    LOCAL_TIME("a time of day as 18:20:00"),
    INSTANT("a point in time as 2001-01-31T18:20:00Z"),
    STRING("a text");

    private final String form;

    CellType(String form) {
        this.form = form;
    }

    /** What a cell of this type looks like, to be read after "is not". */
    String form() {
        return form;
    }

    /** Reads a name in any case. */
    static Optional<CellType> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(type -> type.name().equals(upper)).findFirst();
    }

    /** The names of all types. */
    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    /** The narrowest type that holds the values of both. */
    CellType join(CellType other) {
        if (this == other) {
            return this;
        }
        if (ordinal() <= DOUBLE.ordinal() && other.ordinal() <= DOUBLE.ordinal()) {
            return ordinal() > other.ordinal() ? this : other;
        }
        boolean dates =
                (this == LOCAL_DATE || this == LOCAL_DATE_TIME) && (other == LOCAL_DATE || other == LOCAL_DATE_TIME);
        return dates ? LOCAL_DATE_TIME : STRING;
    }
}
