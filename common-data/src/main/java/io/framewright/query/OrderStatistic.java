package io.framewright.query;

import java.util.Arrays;

/**
 * Finds the value that would stand at a place if values were sorted, without sorting them: counts how many fall into
 * each of some ranges of one width, and goes on with those of the one range that has the place. Not thread-safe.
 */
final class OrderStatistic {
    /** So few values are sorted. */
    private static final int SORTED = 32;
    /** So many values are meant to be left after a round, or as few as the number of ranges allows. */
    private static final int LEFT = 16;

    private static final int MOST_RANGES = 1 << 12;
    private static final int ROUNDS = 6;

    private int[] counts = new int[64];
    private double[] kept = new double[0];

    /** What stands at the place and at the next one, which is the same at the end. None of the values may be NaN. */
    record Pair(double at, double next) {}

    /** Two neighbours of the values from {@code from} to {@code to}, in order; leaves the array as it is. */
    Pair select(double[] values, int from, int to, int place) {
        double[] among = values;
        int start = from;
        int end = to;
        int wanted = place - from;
        // A range that is hardly smaller, again and again: then it is cheaper to sort.
        for (int round = 0; round < ROUNDS && end - start > SORTED; round++) {
            double least = among[start];
            double most = least;
            for (int i = start; i < end; i++) {
                double value = among[i];
                if (value < least) {
                    least = value;
                } else if (value > most) {
                    most = value;
                }
            }
            int ranges = Math.min(MOST_RANGES, (end - start) / LEFT);
            double perRange = (ranges - 1) / (most - least);
            if (!(perRange > 0) || Double.isInfinite(perRange)) {
                // One value only, or some so far away or so near that no width can be had.
                break;
            }
            int range = range(among, start, end, least, perRange, ranges, wanted);
            wanted -= Arrays.stream(counts, 0, range).sum();
            end = keep(among, start, end, least, perRange, range);
            among = kept;
            start = 0;
        }
        double[] sorted = Arrays.copyOfRange(among, start, end);
        Arrays.sort(sorted);
        double at = sorted[wanted];
        if (wanted + 1 < sorted.length || place == to - 1) {
            return new Pair(at, sorted[Math.min(wanted + 1, sorted.length - 1)]);
        }
        return new Pair(at, leastAbove(values, from, to, at));
    }

    /** Counts the values of each range, and gives the one that has the place. */
    private int range(double[] among, int start, int end, double least, double perRange, int ranges, int place) {
        if (counts.length < ranges) {
            counts = new int[ranges];
        }
        int[] own = counts;
        Arrays.fill(own, 0, ranges, 0);
        for (int i = start; i < end; i++) {
            own[(int) ((among[i] - least) * perRange)]++;
        }
        int before = 0;
        int range = 0;
        while (before + own[range] <= place) {
            before += own[range++];
        }
        return range;
    }

    /** Keeps the values of one range; gives how many they are. */
    private int keep(double[] among, int start, int end, double least, double perRange, int range) {
        double[] keeps = among == kept || kept.length < counts[range] ? new double[counts[range]] : kept;
        int count = 0;
        for (int i = start; i < end; i++) {
            if ((int) ((among[i] - least) * perRange) == range) {
                keeps[count++] = among[i];
            }
        }
        kept = keeps;
        return count;
    }

    /** The values not greater are no more than those before the next place. */
    private static double leastAbove(double[] values, int from, int to, double at) {
        double next = Double.POSITIVE_INFINITY;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (value > at && value < next) {
                next = value;
            }
        }
        return next;
    }
}
