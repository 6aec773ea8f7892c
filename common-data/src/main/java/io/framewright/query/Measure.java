package io.framewright.query;

import io.framewright.frame.BooleanData;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import io.framewright.frame.TextData;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is to be known of a column; equal ones are computed once. */
interface Measure {
    /** Null if only rows are counted. */
    @Nullable
    ColumnData column();

    /** Whether all rows of a group are needed at once. */
    default boolean whole() {
        return false;
    }

    /**
     * A new tally of nothing.
     *
     * @param rows the column, perhaps with its rows in another order
     */
    Tally over(@Nullable ColumnData rows, int cells, GroupWork work);

    /** How many values there are: rows, if none is missing. */
    static Measure count(@Nullable ColumnData column) {
        return new Count(column == null || column.missing() == 0 ? null : column);
    }

    /** The greatest value, or the least. */
    static Measure extreme(ColumnData column, boolean least) {
        return column instanceof TextData texts
                ? new TextExtreme(texts, least, TextExtremeTally.ranks(texts.words()))
                : new Extreme(column, least);
    }

    /** How many values there are; of no column: how many rows. */
    record Count(@Nullable ColumnData column) implements Measure {
        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            return new CountTally(rows, cells);
        }
    }

    record Sum(ColumnData column) implements Measure {
        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            if (rows instanceof DoubleData doubles) {
                return new DoubleSumTally(doubles.values(), cells);
            }
            return rows instanceof LongData longs
                    ? new LongSumTally(longs.values(), cells)
                    : new IntSumTally(Objects.requireNonNull(rows), cells);
        }
    }

    /** The greatest value, or the least. */
    record Extreme(ColumnData column, boolean least) implements Measure {
        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            if (rows instanceof IntData ints) {
                return new IntExtremeTally(ints, least, cells);
            }
            if (rows instanceof LongData longs) {
                return new LongExtremeTally(longs, least, cells);
            }
            if (rows instanceof DoubleData doubles) {
                return new DoubleExtremeTally(doubles.values(), least, cells);
            }
            return new TruthExtremeTally(((BooleanData) Objects.requireNonNull(rows)).values(), least, cells);
        }
    }

    /** The greatest text, or the least. */
    record TextExtreme(TextData column, boolean least, int[] ranks) implements Measure {
        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            return new TextExtremeTally((TextData) Objects.requireNonNull(rows), least, ranks, cells);
        }
    }

    /** The first value, or the last. */
    record End(ColumnData column, boolean first) implements Measure {
        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            return new EndTally(rows, column.missing() > 0, first, cells);
        }
    }

    /** How far values are from each other. */
    record Squares(ColumnData column) implements Measure {
        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            return new SquareTally(Objects.requireNonNull(rows), cells);
        }
    }

    record Quantile(ColumnData column, double q) implements Measure {
        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            return new QuantileTally(Objects.requireNonNull(rows), column.missing() > 0, q, cells);
        }
    }

    /** How many different values there are. */
    record Different(ColumnData column) implements Measure {
        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public Tally over(@Nullable ColumnData rows, int cells, GroupWork work) {
            return new DifferentTally(Objects.requireNonNull(rows), cells, work);
        }
    }
}
