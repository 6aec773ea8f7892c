package io.framewright.bench.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Several measurements of one thing. */
record Spread(double median, double min, double max) {
    /** Throws {@link IllegalArgumentException} if there are none. */
    static Spread of(List<Double> measured) {
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        List<Double> sorted = measured.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(size - 1));
    }

    /**
     * Of the ratios within each round: what slows a round slows both of its sides. A side with one run stays as it is.
     */
    static Spread ratios(List<Double> above, List<Double> below) {
        int rounds = Math.max(above.size(), below.size());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            ratios.add(above.get(Math.min(i, above.size() - 1)) / below.get(Math.min(i, below.size() - 1)));
        }
        return of(ratios);
    }

    /** As {@code 2.34 (1.98–3.01)}; three figures that count. */
    @Override
    public String toString() {
        return shown(median) + " (" + shown(min) + "–" + shown(max) + ")";
    }

    /** A number with three figures that count, and no exponent. */
    static String shown(double number) {
        String format = Math.abs(number) >= 100 ? "%.0f" : Math.abs(number) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, number);
    }
}
