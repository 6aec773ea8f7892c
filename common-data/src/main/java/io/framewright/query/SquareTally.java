package io.framewright.query;

import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;

/**
 * What variances are made of, in one pass: how many values a cell has, and the sums and squares of how far they are
 * from the first of them. Such a shift keeps the digits that sums of plain squares lose: as it is one of the values,
 * its distance from their mean is at most the square root of n - 1 deviations (T. F. Chan, G. H. Golub, R. J. LeVeque,
 * "Algorithms for Computing the Sample Variance", The American Statistician 37, 1983).
 */
final class SquareTally implements RunningTally {
    /** Beside each other, so that a value touches one line of the cache. */
    private static final int COUNT = 0;

    private static final int SHIFT = 1;
    private static final int SUM = 2;
    private static final int SQUARES = 3;
    private static final int WIDTH = 4;

    private final ColumnData data;
    private final double[] cells;

    SquareTally(ColumnData data, int size) {
        this.data = data;
        this.cells = new double[Math.multiplyExact(size, WIDTH)];
    }

    @Override
    public void add(int[] places, int at, int from, int count) {
        if (data instanceof DoubleData doubles) {
            double[] values = doubles.values();
            for (int i = 0; i < count; i++) {
                if (!Double.isNaN(values[from + i])) {
                    add(cells, places[at + i] * WIDTH, values[from + i]);
                }
            }
        } else if (data instanceof IntData ints) {
            int[] values = ints.values();
            for (int i = 0; i < count; i++) {
                if (values[from + i] != IntData.MISSING) {
                    add(cells, places[at + i] * WIDTH, values[from + i]);
                }
            }
        } else {
            long[] values = ((LongData) data).values();
            for (int i = 0; i < count; i++) {
                if (values[from + i] != LongData.MISSING) {
                    add(cells, places[at + i] * WIDTH, values[from + i]);
                }
            }
        }
    }

    private static void add(double[] cells, int cell, double value) {
        double before = cells[cell + COUNT];
        if (before == 0) {
            cells[cell + SHIFT] = value;
        }
        double away = value - cells[cell + SHIFT];
        double square = away * away;
        cells[cell + COUNT] = before + 1;
        cells[cell + SUM] += away;
        cells[cell + SQUARES] += square == Double.POSITIVE_INFINITY && Double.isInfinite(value) ? Double.NaN : square;
    }

    @Override
    public void merge(RunningTally later, int from, int to) {
        double[] others = ((SquareTally) later).cells;
        for (int cell = from * WIDTH; cell < to * WIDTH; cell += WIDTH) {
            double count = others[cell + COUNT];
            if (cells[cell + COUNT] == 0) {
                System.arraycopy(others, cell, cells, cell, WIDTH);
            } else if (count > 0) {
                // Their sums, moved from their shift to ours.
                double moved = others[cell + SHIFT] - cells[cell + SHIFT];
                cells[cell + COUNT] += count;
                double squares = cells[cell + SQUARES] + others[cell + SQUARES];
                double more = moved * (2 * others[cell + SUM] + count * moved);
                cells[cell + SUM] += others[cell + SUM] + count * moved;
                cells[cell + SQUARES] = squares + (Double.isFinite(more) ? more : Double.POSITIVE_INFINITY);
            }
        }
    }

    @Override
    public ColumnData values(int[] groups) {
        return variances(false, groups);
    }

    /**
     * Of a sample: missing for fewer than two values, and where one is infinite; infinite where squares of others are.
     */
    ColumnData variances(boolean root, int[] groups) {
        double[] variances = new double[groups.length];
        for (int group = 0; group < variances.length; group++) {
            double variance = variance(groups[group] * WIDTH);
            variances[group] = root ? Math.sqrt(variance) : variance;
        }
        return DoubleData.of(variances);
    }

    private double variance(int cell) {
        double count = cells[cell + COUNT];
        double sum = cells[cell + SUM];
        double squares = cells[cell + SQUARES];
        if (count < 2) {
            return DoubleData.MISSING;
        }
        // Rounding may leave a trifle below 0.
        return Double.isFinite(squares) ? Math.max(0, squares - sum / count * sum) / (count - 1) : squares;
    }
}
