package io.framewright.query;

import io.framewright.frame.ColumnType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is made of the values from the first row to each. All pass over missing values. */
enum CumulativeFunction {
    /** How many values there were; of no column: how many rows. */
    COUNT,
    /** Missing where it does not fit a LONG; true counts as one. */
    SUM,
    MEAN,
    MIN,
    MAX,
    /** Missing where it does not fit a LONG. */
    PRODUCT;

    private static final Map<String, CumulativeFunction> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(CumulativeFunction::shown, function -> function));

    /** The name it has in an operation. */
    String shown() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** The function of one of the {@link #names}. */
    static CumulativeFunction named(String name) {
        CumulativeFunction function = BY_NAME.get(name);
        if (function == null) {
            throw new IllegalArgumentException(name);
        }
        return function;
    }

    /** What types it takes, for a message; null if it takes this one. */
    @Nullable
    String refuses(ColumnType type) {
        return switch (this) {
            case COUNT, MIN, MAX -> null;
            case SUM, MEAN -> AggregateFunction.SUM.refuses(type);
            case PRODUCT -> type.isNumber() ? null : "INTEGER, LONG or DOUBLE";
        };
    }

    /** The type it makes of one that it takes. */
    ColumnType of(ColumnType type) {
        return switch (this) {
            case COUNT -> ColumnType.LONG;
            case MEAN -> ColumnType.DOUBLE;
            case SUM, PRODUCT -> type == ColumnType.DOUBLE ? type : ColumnType.LONG;
            case MIN, MAX -> type;
        };
    }
}
