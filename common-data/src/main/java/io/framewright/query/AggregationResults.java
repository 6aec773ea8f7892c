package io.framewright.query;

import io.framewright.frame.ColumnData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The tallies of what some aggregates need, each computed once. Variances need a second pass, over the means of the
 * first.
 */
final class AggregationResults {
    private final Map<Measure, Tally> tallies = new HashMap<>();
    private final Map<ColumnData, SquareTally> squares = new IdentityHashMap<>();

    private AggregationResults() {}

    static AggregationResults of(List<Aggregation> aggregations, GroupCells cells) {
        AggregationResults results = new AggregationResults();
        Set<Measure> first = new LinkedHashSet<>();
        aggregations.forEach(aggregation -> first.addAll(aggregation.measures()));
        results.tallies.putAll(cells.tally(first));
        Map<ColumnData, Measure> second = new IdentityHashMap<>();
        for (Aggregation aggregation : aggregations) {
            if (aggregation instanceof Aggregation.Variance variance) {
                second.computeIfAbsent(variance.data(), data -> results.squareMeasure(data, cells.size()));
            }
        }
        if (!second.isEmpty()) {
            Map<Measure, Tally> made = cells.tally(second.values());
            second.forEach((data, measure) ->
                    results.squares.put(data, (SquareTally) Objects.requireNonNull(made.get(measure))));
        }
        return results;
    }

    private Measure squareMeasure(ColumnData data, int cells) {
        int[] all = new int[cells];
        Arrays.setAll(all, cell -> cell);
        CountTally counts = (CountTally) tally(Measure.count(data));
        return new Measure.Squares(data, ((SumTally) tally(new Measure.Sum(data))).means(counts, all));
    }

    Tally tally(Measure measure) {
        return Objects.requireNonNull(tallies.get(measure));
    }

    SquareTally squares(ColumnData data) {
        return Objects.requireNonNull(squares.get(data));
    }
}
