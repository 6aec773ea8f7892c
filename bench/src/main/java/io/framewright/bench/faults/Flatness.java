package io.framewright.bench.faults;

import java.util.List;

/** Compares the last third of a soak with its first: what grows would be larger there. */
final class Flatness {
    private static final double GROWTH = 1.25;

    private final List<Sample> samples;

    /** @param samples in order, at least three */
    Flatness(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    private double mean(int value, int from, int to) {
        return samples.subList(from, to).stream()
                .mapToLong(sample -> sample.values().get(value))
                .average()
                .orElse(0);
    }

    double first(int value) {
        return mean(value, 0, samples.size() / 3);
    }

    double last(int value) {
        return mean(value, samples.size() - samples.size() / 3, samples.size());
    }

    /** Whether it is not more than a quarter larger, but for its allowance. */
    boolean isFlat(int value) {
        return last(value) <= first(value) * GROWTH + Sample.ALLOWANCES.get(value);
    }

    boolean isFlat() {
        for (int value = 0; value < Sample.NAMES.size(); value++) {
            if (!isFlat(value)) {
                return false;
            }
        }
        return true;
    }

    /** A Markdown table. */
    @Override
    public String toString() {
        StringBuilder table =
                new StringBuilder("| what | first third | last third | flat |\n| --- | --- | --- | --- |\n");
        for (int value = 0; value < Sample.NAMES.size(); value++) {
            table.append(String.format(
                    "| %s | %,.0f | %,.0f | %s |%n",
                    Sample.NAMES.get(value), first(value), last(value), isFlat(value) ? "yes" : "no"));
        }
        return table.toString();
    }
}
