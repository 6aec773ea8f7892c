package io.framewright.app;

import io.framewright.client.ColumnSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of a frame nobody has seen before are worth showing.
 *
 * @param key to group by; empty if no column has few enough values
 * @param number to average; empty if no column holds numbers
 */
record DemoColumns(Optional<String> key, Optional<String> number) {
    private static final Set<String> NUMERIC = Set.of("INTEGER", "LONG", "SHORT", "FLOAT", "DOUBLE");
    /** Types of columns to group by, the most telling first. */
    private static final List<Set<String>> KEYS = List.of(
            Set.of("STRING", "TEXT"), Set.of("BOOLEAN"), Set.of("INTEGER", "SHORT", "LONG"), Set.of("LOCAL_DATE"));

    private static final Set<String> IDENTIFIERS = Set.of("id", "index", "row", "number", "no", "year", "zip", "code");
    private static final int MOST_GROUPS = 50;
    private static final int IDEAL_GROUPS = 12;
    private static final int MOST_CANDIDATES = 8;

    /** Names of columns that may serve as a key, those of the most telling types first. */
    static List<String> keyCandidates(List<ColumnSchema> columns) {
        List<String> candidates = new ArrayList<>();
        for (Set<String> types : KEYS) {
            columns.forEach(column -> {
                if (types.contains(column.type())) {
                    candidates.add(column.name());
                }
            });
        }
        return candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()));
    }

    /**
     * Chooses.
     *
     * @param columns of the frame,
     * @param distinct the number of different values of the key candidates
     */
    static DemoColumns choose(List<ColumnSchema> columns, long rowCount, Map<String, Long> distinct) {
        Optional<String> key = KEYS.stream()
                .flatMap(types -> key(columns, types, rowCount, distinct).stream())
                .findFirst();
        return new DemoColumns(key, number(columns, rowCount, key));
    }

    private static Optional<String> key(
            List<ColumnSchema> columns, Set<String> types, long rowCount, Map<String, Long> distinct) {
        Optional<String> best = Optional.empty();
        long distance = Long.MAX_VALUE;
        for (ColumnSchema column : columns) {
            String name = column.name();
            long groups = types.contains(column.type()) ? distinct.getOrDefault(name, 0L) : 0L;
            boolean grouping = groups >= 2 && groups <= MOST_GROUPS && (groups < rowCount || rowCount <= IDEAL_GROUPS);
            if (grouping && Math.abs(groups - IDEAL_GROUPS) < distance) {
                best = Optional.of(name);
                distance = Math.abs(groups - IDEAL_GROUPS);
            }
        }
        return best;
    }

    private static Optional<String> number(List<ColumnSchema> columns, long rowCount, Optional<String> key) {
        List<String> numbers = new ArrayList<>();
        columns.forEach(column -> {
            boolean someValue = column.missing() < rowCount;
            String name = column.name();
            if (NUMERIC.contains(column.type()) && someValue && !key.equals(Optional.of(name))) {
                numbers.add(name);
            }
        });
        return numbers.stream()
                .filter(name -> !isIdentifier(name))
                .findFirst()
                .or(() -> numbers.stream().findFirst());
    }

    /** Averages of row numbers and post codes say nothing. */
    private static boolean isIdentifier(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return IDENTIFIERS.contains(lower) || lower.endsWith("_id") || lower.endsWith(" id");
    }

    /** What is worked out, in words. */
    String describe() {
        return number.map(name -> "statistics of " + name).orElse("rows")
                + key.map(name -> " by " + name).orElse(" over the whole frame");
    }

    /** Of the chart. */
    String title() {
        return number.map(name -> "mean " + name).orElse("rows")
                + key.map(name -> " by " + name).orElse("");
    }
}
