package io.framewright.bench.frame;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine answered, and how long it took.
 *
 * @param sums by column: the sum of its values; under {@link #ORDER} the sum of each value of the ordered column times
 *     its row, counted from 1
 */
record Answer(double millis, long rows, Map<String, Double> sums) {
    static final String ORDER = "in order";
    private static final double TOLERANCE = 1e-9;

    Answer {
        sums = Map.copyOf(new LinkedHashMap<>(sums));
    }

    /** How the other answer to the same question differs; empty if it does not. */
    Optional<String> differs(Answer other) {
        if (rows != other.rows) {
            return Optional.of(rows + " rows against " + other.rows);
        }
        if (!sums.keySet().equals(other.sums.keySet())) {
            return Optional.of("sums of " + sums.keySet() + " against " + other.sums.keySet());
        }
        return sums.keySet().stream()
                .sorted()
                .filter(name -> !near(sums.getOrDefault(name, 0.0), other.sums.getOrDefault(name, 0.0)))
                .findFirst()
                .map(name -> "the sum of " + name + " is " + sums.get(name) + " against " + other.sums.get(name));
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
    }
}
