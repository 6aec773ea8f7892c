package io.framewright.app;

import static io.framewright.client.query.Aggregates.count;
import static io.framewright.client.query.Aggregates.max;
import static io.framewright.client.query.Aggregates.mean;
import static io.framewright.client.query.Aggregates.min;
import static io.framewright.client.query.Expressions.column;
import static io.framewright.client.query.Expressions.round;
import static io.framewright.client.query.Operations.derive;
import static io.framewright.client.query.Operations.descending;
import static io.framewright.client.query.Operations.filter;
import static io.framewright.client.query.Operations.groupBy;
import static io.framewright.client.query.Operations.project;
import static io.framewright.client.query.Operations.sort;

import io.framewright.client.query.Aggregate;
import io.framewright.client.query.Condition;
import io.framewright.client.query.Expression;
import io.framewright.client.query.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations that sum up a frame: filter, group, derive, project, sort.
 *
 * @param condition which rows to leave in beside those with a number
 * @param rowCount of the frame
 */
record DemoSummary(DemoColumns columns, Optional<Condition> condition, long rowCount) {
    /** The column of the summary to sort by and to draw. */
    String measure() {
        return columns.number().isPresent() ? free("mean") : free("rows");
    }

    /** What the frame is to become. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        where().ifPresent(where -> operations.add(filter(where)));
        operations.add(groupBy(columns.key().stream().toArray(String[]::new))
                .aggregate(count().as(free("rows")), aggregates()));
        operations.add(derive(free("percent"), rounded(column(free("rows")).times(100.0 / Math.max(1, rowCount)), 10)));
        if (columns.number().isPresent()) {
            operations.add(derive(free("mean"), rounded(column(free("average")), 100)));
        }
        operations.add(project(names()));
        operations.add(sort(descending(measure())));
        return operations;
    }

    private static Expression rounded(Expression number, int parts) {
        return round(number.times((double) parts)).dividedBy((double) parts);
    }

    private Optional<Condition> where() {
        return columns.number()
                .map(number -> column(number).isNotMissing())
                .map(present -> condition.map(more -> more.and(present)).orElse(present));
    }

    private Aggregate[] aggregates() {
        return columns.number().stream()
                .flatMap(number -> Stream.of(
                        min(number).as(free("min")),
                        mean(number).as(free("average")),
                        max(number).as(free("max"))))
                .toArray(Aggregate[]::new);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        columns.key().ifPresent(names::add);
        names.add(free("rows"));
        names.add(free("percent"));
        if (columns.number().isPresent()) {
            names.addAll(List.of(free("min"), free("mean"), free("max")));
        }
        return names;
    }

    /** The key keeps its name, so no other column may have it. */
    private String free(String name) {
        return columns.key().filter(name::equalsIgnoreCase).isPresent() ? name + "_" : name;
    }
}
