package io.framewright.query;

import io.framewright.frame.ColumnType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What makes one value of the values of a group. All pass over missing values. */
enum AggregateFunction {
    /** How many values there are; of no column: how many rows. */
    COUNT,
    /** Zero of nothing; missing if it does not fit a LONG; true counts as one. */
    SUM,
    MEAN,
    MIN,
    MAX,
    MEDIAN,
    /** Linear between the two nearest values. */
    QUANTILE,
    /** Of a sample: missing for fewer than two values. */
    SD,
    /** Of a sample: missing for fewer than two values. */
    VAR,
    FIRST,
    LAST,
    /** How many different values there are. */
    NUNIQUE,
    /** Whether one value is true; false of nothing. */
    ANY,
    /** Whether no value is false; true of nothing. */
    ALL;

    private static final Map<String, AggregateFunction> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(AggregateFunction::shown, function -> function));

    /** The name it has in an operation. */
    String shown() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The function of one of the {@link #names}. */
    static AggregateFunction named(String name) {
        AggregateFunction function = BY_NAME.get(name);
        if (function == null) {
            throw new IllegalArgumentException(name);
        }
        return function;
    }

    /** What types it takes, for a message; null if it takes this one. */
    @Nullable
    String refuses(ColumnType type) {
        return switch (this) {
            case COUNT, MIN, MAX, FIRST, LAST, NUNIQUE -> null;
            case SUM, MEAN -> type.isNumber() || type == ColumnType.BOOLEAN ? null : "INTEGER, LONG, DOUBLE or BOOLEAN";
            case ANY, ALL -> type == ColumnType.BOOLEAN ? null : "BOOLEAN";
            case MEDIAN, QUANTILE, SD, VAR -> type.isNumber() ? null : "INTEGER, LONG or DOUBLE";
        };
    }
}
