package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnStatistics.Frequency;
import io.framewright.frame.ColumnStatistics.Histogram;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.frame.LongData;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The different values of a column in the order of their first rows, and how many rows have each.
 *
 * @param values each once, missing ones among them
 * @param counts per value, 1 or more
 */
record ValueCounts(ColumnData values, long[] counts) {
    /** What a group-by by one column made that counts rows. */
    static ValueCounts of(Frame groups) {
        return new ValueCounts(
                groups.data().get(0).data(), ((LongData) groups.data().get(1).data()).values());
    }

    /** How many different values there are. */
    int distinct() {
        return values.size() - values.missing();
    }

    /** The most frequent values; of equally frequent ones the first. */
    List<Frequency> top(int most) {
        List<Integer> top = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean full = top.size() == most;
            if (full && counts[i] <= counts[top.get(most - 1)] || values.isMissing(i)) {
                continue;
            }
            if (full) {
                top.remove(most - 1);
            }
            int place = top.size();
            while (place > 0 && counts[top.get(place - 1)] < counts[i]) {
                place--;
            }
            top.add(place, i);
        }
        return top.stream()
                .map(i -> new Frequency(Objects.requireNonNull(values.get(i)), (int) counts[i]))
                .toList();
    }

    /** Bins of the values that are finite numbers, dates or times; null if there are none. */
    @Nullable
    Histogram histogram(int most, RowChunks chunks) {
        ColumnType type = values.type();
        if (!type.isNumber() && !type.isTemporal()) {
            return null;
        }
        double[] numbers = NumberLine.of(values, chunks);
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < values.size(); i++) {
            double number = numbers[i];
            if (Double.isFinite(number)) {
                least = Math.min(least, number);
                greatest = Math.max(greatest, number);
            }
        }
        if (least > greatest) {
            return null;
        }
        boolean whole = type.isWhole() || type == ColumnType.LOCAL_DATE;
        int bins = least == greatest ? 1 : whole ? (int) Math.min(most, greatest - least + 1) : most;
        int[] inBin = new int[bins];
        for (int i = 0; i < values.size(); i++) {
            if (Double.isFinite(numbers[i])) {
                inBin[bin(numbers[i], least, greatest, bins)] += (int) counts[i];
            }
        }
        return new Histogram(least, greatest, IntStream.of(inBin).boxed().toList());
    }

    private static int bin(double number, double least, double greatest, int bins) {
        double width = greatest - least;
        // Halves, if the distance of the two is more than a double holds.
        double share = Double.isInfinite(width)
                ? (number / 2 - least / 2) / (greatest / 2 - least / 2)
                : (number - least) / width;
        return (int) Math.min(bins - 1, share * bins);
    }
}
