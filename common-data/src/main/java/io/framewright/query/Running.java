package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.ColumnType;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Running values of each group, in one go over the rows: to add in another order would give other last digits, and one
 * core does it as fast as memory gives the values. Missing where the value of the row is.
 */
final class Running {
    private Running() {}

    /**
     * The running values.
     *
     * @param data null to count rows
     */
    static ColumnData of(CumulativeFunction function, @Nullable ColumnData data, RowCells cells) {
        if (data == null) {
            Values rows = (from, count, out) -> Arrays.fill(out, 0, count, 0);
            return longs(ColumnType.LONG, rows, RunningLongs.counts(cells.size()), cells);
        }
        return switch (function) {
            case COUNT -> longs(ColumnType.LONG, present(data), RunningLongs.counts(cells.size()), cells);
            case SUM ->
                data instanceof DoubleData doubles
                        ? doubles(doubles, RunningDoubles.sums(cells.size()), cells)
                        : longs(ColumnType.LONG, wholes(data), RunningLongs.sums(cells.size()), cells);
            case PRODUCT ->
                data instanceof DoubleData doubles
                        ? doubles(doubles, RunningDoubles.products(cells.size()), cells)
                        : longs(ColumnType.LONG, wholes(data), RunningLongs.products(cells.size()), cells);
            case MEAN ->
                data instanceof DoubleData doubles
                        ? doubles(doubles, RunningDoubles.means(cells.size()), cells)
                        : means(data, cells);
            case MIN, MAX -> extremes(data, function == CumulativeFunction.MIN, cells);
        };
    }

    /** Gives the values of rows, a block at most; {@link LongData#MISSING} for those that are missing. */
    @FunctionalInterface
    interface Values {
        void fill(int from, int count, long[] out);
    }

    private static ColumnData extremes(ColumnData data, boolean least, RowCells cells) {
        if (data instanceof DoubleData doubles) {
            return doubles(doubles, RunningDoubles.extremes(least, cells.size()), cells);
        }
        RunningLongs.Step step = RunningLongs.extremes(least, cells.size());
        if (!(data instanceof TextData texts)) {
            return longs(data.type(), wholes(data), step, cells);
        }
        int[] ranks = RowOrder.ranksOfWords(texts.words());
        int[] words = new int[ranks.length];
        for (int word = 0; word < words.length; word++) {
            words[ranks[word]] = word;
        }
        int[] codes = new int[cells.rows()];
        long[] values = new long[RowCells.BLOCK];
        cells.each((from, count, cell) -> {
            for (int i = 0; i < count; i++) {
                int code = texts.codes()[from + i];
                values[i] = code == TextData.MISSING ? LongData.MISSING : ranks[code];
            }
            step.run(cell, count, values);
            for (int i = 0; i < count; i++) {
                codes[from + i] = values[i] == LongData.MISSING ? TextData.MISSING : words[(int) values[i]];
            }
        });
        return TextData.of(texts.words(), codes, codes.length);
    }

    private static ColumnData longs(ColumnType type, Values values, RunningLongs.Step step, RowCells cells) {
        return switch (type) {
            case INTEGER, LOCAL_DATE, LOCAL_TIME -> {
                int[] made = new int[cells.rows()];
                each(values, step, cells, (from, count, block) -> {
                    for (int i = 0; i < count; i++) {
                        made[from + i] = block[i] == LongData.MISSING ? IntData.MISSING : (int) block[i];
                    }
                });
                yield IntData.of(type, made);
            }
            case BOOLEAN -> {
                byte[] made = new byte[cells.rows()];
                each(values, step, cells, (from, count, block) -> {
                    for (int i = 0; i < count; i++) {
                        made[from + i] = block[i] == LongData.MISSING ? BooleanData.MISSING : (byte) block[i];
                    }
                });
                yield BooleanData.of(made);
            }
            default -> {
                long[] made = new long[cells.rows()];
                each(values, step, cells, (from, count, block) -> System.arraycopy(block, 0, made, from, count));
                yield LongData.of(type, made);
            }
        };
    }

    private static void each(Values values, RunningLongs.Step step, RowCells cells, Values made) {
        long[] block = new long[RowCells.BLOCK];
        cells.each((from, count, cell) -> {
            values.fill(from, count, block);
            step.run(cell, count, block);
            made.fill(from, count, block);
        });
    }

    private static ColumnData doubles(DoubleData data, RunningDoubles.Step step, RowCells cells) {
        double[] values = data.values();
        double[] made = new double[cells.rows()];
        cells.each((from, count, cell) -> step.run(cell, from, count, values, made));
        return DoubleData.of(made);
    }

    private static ColumnData means(ColumnData data, RowCells cells) {
        Values values = wholes(data);
        RunningLongs.Means means = new RunningLongs.Means(cells.size());
        double[] made = new double[cells.rows()];
        long[] block = new long[RowCells.BLOCK];
        cells.each((from, count, cell) -> {
            values.fill(from, count, block);
            means.run(cell, from, count, block, made);
        });
        return DoubleData.of(made);
    }

    /** Anything but a missing value where there is a value. */
    private static Values present(ColumnData data) {
        return (from, count, out) -> {
            for (int i = 0; i < count; i++) {
                out[i] = data.isMissing(from + i) ? LongData.MISSING : 0;
            }
        };
    }

    private static Values wholes(ColumnData data) {
        if (data instanceof IntData ints) {
            int[] values = ints.values();
            return (from, count, out) -> {
                for (int i = 0; i < count; i++) {
                    int value = values[from + i];
                    out[i] = value == IntData.MISSING ? LongData.MISSING : value;
                }
            };
        }
        if (data instanceof LongData longs) {
            return (from, count, out) -> System.arraycopy(longs.values(), from, out, 0, count);
        }
        byte[] values = ((BooleanData) data).values();
        return (from, count, out) -> {
            for (int i = 0; i < count; i++) {
                byte value = values[from + i];
                out[i] = value == BooleanData.MISSING ? LongData.MISSING : value;
            }
        };
    }
}
