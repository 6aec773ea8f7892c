package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The keys of a group-by; it becomes an operation by what is to be computed of each group.
 *
 * <pre>{@code
 * Operation byOrigin = groupBy("origin").aggregate(count(), mean("delay").as("delay"));
 * Operation overAll = groupBy().aggregate(max("delay"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Grouping {
    private final List<String> columns;

    Grouping(List<String> columns) {
        this.columns = columns;
    }

    /** One row per group, with its keys and these values. */
    public Operation aggregate(Aggregate first, Aggregate... more) {
        List<Aggregate> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(more));
        ObjectNode json = Operation.named("groupBy");
        json.set("columns", RequestPart.list(columns));
        json.set("aggregates", RequestPart.parts(all));
        return new Operation(json);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grouping grouping && columns.equals(grouping.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return "groupBy " + columns;
    }
}
