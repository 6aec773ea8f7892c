package io.framewright.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The tallies of what some aggregates need, each computed once. */
final class AggregationResults {
    private final Map<Measure, Tally> tallies;

    private AggregationResults(Map<Measure, Tally> tallies) {
        this.tallies = tallies;
    }

    static AggregationResults of(List<Aggregation> aggregations, GroupCells cells) {
        Set<Measure> asked = new LinkedHashSet<>();
        aggregations.forEach(aggregation -> asked.addAll(aggregation.measures()));
        return new AggregationResults(cells.tally(asked));
    }

    Tally tally(Measure measure) {
        return Objects.requireNonNull(tallies.get(measure));
    }
}
