package io.framewright.query;

import java.util.Arrays;

/**
 * Finds the value that would stand at a place if values were sorted, without sorting them: counts how many fall into
 * each of some ranges of one width, and goes on with those of the one range that has the place. Not thread-safe.
 */
final class OrderStatistic {
    private static final int SORTED = 32;
    private static final int RANGES = 512;
    private static final int ROUNDS = 6;

    private final int[] counts = new int[RANGES];

    /** What stands at the place and at the next one, which is the same at the end. None of the values may be NaN. */
    record Pair(double at, double next) {}

    /** Two neighbours of so many values, in order; leaves the array as it is. */
    Pair select(double[] values, int from, int to, int place) {
        double at = at(values, from, to, place - from);
        int notGreater = 0;
        double next = Double.POSITIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double value = values[i];
            notGreater += value <= at ? 1 : 0;
            next = value > at && value < next ? value : next;
        }
        return new Pair(at, notGreater > place - from + 1 || place == to - 1 ? at : next);
    }

    private double at(double[] values, int start, int end, int wanted) {
        double[] among = values;
        int from = start;
        int to = end;
        int place = wanted;
        // A range that is hardly smaller, again and again: then it is cheaper to sort.
        for (int round = 0; round < ROUNDS && to - from > SORTED; round++) {
            double least = among[from];
            double most = least;
            for (int i = from; i < to; i++) {
                least = Math.min(least, among[i]);
                most = Math.max(most, among[i]);
            }
            double perRange = (RANGES - 1) / (most - least);
            if (least == most) {
                return least;
            }
            if (!(perRange > 0) || Double.isInfinite(perRange)) {
                break;
            }
            Arrays.fill(counts, 0);
            for (int i = from; i < to; i++) {
                counts[(int) ((among[i] - least) * perRange)]++;
            }
            int range = 0;
            while (place >= counts[range]) {
                place -= counts[range++];
            }
            double[] inRange = new double[counts[range]];
            int count = 0;
            for (int i = from; i < to; i++) {
                if ((int) ((among[i] - least) * perRange) == range) {
                    inRange[count++] = among[i];
                }
            }
            among = inRange;
            from = 0;
            to = count;
        }
        double[] sorted = Arrays.copyOfRange(among, from, to);
        Arrays.sort(sorted);
        return sorted[place];
    }
}
