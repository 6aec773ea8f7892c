package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.List;

/** How one aggregate is made of {@link Measure measures}, which several aggregates may share. */
interface Aggregation {
    /** What it needs to know. */
    List<Measure> measures();

    /** One value a group, in the order of the groups. */
    ColumnData values(AggregationResults results, int[] cells);

    /** How many rows there are. */
    static Aggregation rows() {
        return new Plain(Measure.count(null));
    }

    /** The function of a column of a type that it takes. */
    static Aggregation of(AggregateFunction function, double q, ColumnData data) {
        return switch (function) {
            case COUNT -> new Plain(Measure.count(data));
            case SUM -> new Plain(new Measure.Sum(data));
            case MEAN -> new Mean(new Measure.Sum(data), Measure.count(data));
            case MIN -> new Plain(Measure.extreme(data, true));
            case MAX -> new Plain(Measure.extreme(data, false));
            case MEDIAN -> new Plain(new Measure.Quantile(data, 0.5));
            case QUANTILE -> new Plain(new Measure.Quantile(data, q));
            case SD -> new Variance(new Measure.Squares(data), true);
            case VAR -> new Variance(new Measure.Squares(data), false);
            case FIRST -> new Plain(new Measure.End(data, true));
            case LAST -> new Plain(new Measure.End(data, false));
            case NUNIQUE -> new Plain(new Measure.Different(data));
            case ANY -> new Truth(new Measure.Extreme(data, false), false);
            case ALL -> new Truth(new Measure.Extreme(data, true), true);
        };
    }

    /** A measure as it is. */
    record Plain(Measure measure) implements Aggregation {
        @Override
        public List<Measure> measures() {
            return List.of(measure);
        }

        @Override
        public ColumnData values(AggregationResults results, int[] cells) {
            return results.tally(measure).values(cells);
        }
    }

    /** Whether any value is true, or all are. */
    record Truth(Measure measure, boolean ofNothing) implements Aggregation {
        @Override
        public List<Measure> measures() {
            return List.of(measure);
        }

        @Override
        public ColumnData values(AggregationResults results, int[] cells) {
            return ((TruthExtremeTally) results.tally(measure)).values(cells, ofNothing);
        }
    }

    /** Missing where there is no value. */
    record Mean(Measure sum, Measure count) implements Aggregation {
        @Override
        public List<Measure> measures() {
            return List.of(sum, count);
        }

        @Override
        public ColumnData values(AggregationResults results, int[] cells) {
            return ((SumTally) results.tally(sum)).means((CountTally) results.tally(count), cells);
        }
    }

    /** The variance, or its root. */
    record Variance(Measure squares, boolean root) implements Aggregation {
        @Override
        public List<Measure> measures() {
            return List.of(squares);
        }

        @Override
        public ColumnData values(AggregationResults results, int[] cells) {
            return ((SquareTally) results.tally(squares)).variances(root, cells);
        }
    }
}
