package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import java.util.Arrays;

/** The quantile of the values of each cell, linear between the two nearest ones. */
final class QuantileTally implements WholeTally {
    private final ColumnData data;
    private final boolean missing;
    private final double q;
    private final double[] quantiles;

    /** @param missing whether values may be missing */
    QuantileTally(ColumnData data, boolean missing, double q, int size) {
        this.data = data;
        this.missing = missing;
        this.q = q;
        this.quantiles = new double[size];
        Arrays.fill(quantiles, DoubleData.MISSING);
    }

    @Override
    public void over(int[] cells, int from, int to, int firstCell, int endCell) {
        OrderStatistic statistic = new OrderStatistic();
        if (endCell - firstCell == 1 && !missing && data instanceof DoubleData doubles) {
            quantiles[firstCell] = quantile(statistic, doubles.values(), from, to);
            return;
        }
        double[] values = numbers(from, to);
        int[] ends = new int[endCell - firstCell + 1];
        boolean one = endCell - firstCell == 1;
        for (int i = 0; i < values.length; i++) {
            ends[one ? 1 : cells[from + i] - firstCell + 1] += Double.isNaN(values[i]) ? 0 : 1;
        }
        for (int cell = 1; cell < ends.length; cell++) {
            ends[cell] += ends[cell - 1];
        }
        double[] byCell = new double[ends[ends.length - 1]];
        // While they are filled, the ends are where the next value of each cell goes, and then they are its end.
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                byCell[ends[one ? 0 : cells[from + i] - firstCell]++] = values[i];
            }
        }
        int start = 0;
        for (int cell = firstCell; cell < endCell; cell++) {
            int end = ends[cell - firstCell];
            quantiles[cell] = quantile(statistic, byCell, start, end);
            start = end;
        }
    }

    private double[] numbers(int from, int to) {
        if (data instanceof DoubleData doubles) {
            return Arrays.copyOfRange(doubles.values(), from, to);
        }
        double[] numbers = new double[to - from];
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = values[from + i] == IntData.MISSING ? Double.NaN : values[from + i];
            }
        } else {
            long[] values = ((LongData) data).values();
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = values[from + i] == LongData.MISSING ? Double.NaN : values[from + i];
            }
        }
        return numbers;
    }

    private double quantile(OrderStatistic statistic, double[] values, int from, int to) {
        if (from == to) {
            return DoubleData.MISSING;
        }
        double place = q * (to - from - 1);
        int below = (int) Math.floor(place);
        double share = place - below;
        OrderStatistic.Pair pair = statistic.select(values, from, to, from + below);
        return share == 0 || pair.at() == pair.next() ? pair.at() : pair.at() * (1 - share) + pair.next() * share;
    }

    @Override
    public ColumnData values(int[] cells) {
        double[] taken = new double[cells.length];
        for (int group = 0; group < taken.length; group++) {
            taken[group] = quantiles[cells[group]];
        }
        return DoubleData.of(taken);
    }
}
