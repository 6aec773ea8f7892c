package io.framewright.query;

import io.framewright.frame.ColumnType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which place rows have that are equal to each other. Places are counted from 1. */
enum RankMethod {
    /** The first of their places. */
    MIN,
    /** The last of their places. */
    MAX,
    /** The next place that no other rows have: no place is left out. */
    DENSE,
    /** Each its own, in the order of the rows. */
    ORDINAL,
    /** From 0 to 1: how many of the other rows stand before all of them. */
    PERCENT;

    private static final Map<String, RankMethod> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(RankMethod::shown, method -> method));

    /** The name it has in an operation. */
    String shown() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The method of one of the {@link #names}. */
    static RankMethod named(String name) {
        RankMethod method = BY_NAME.get(name);
        if (method == null) {
            throw new IllegalArgumentException(name);
        }
        return method;
    }

    /** The type of the column it makes. */
    ColumnType type() {
        return this == PERCENT ? ColumnType.DOUBLE : ColumnType.LONG;
    }
}
