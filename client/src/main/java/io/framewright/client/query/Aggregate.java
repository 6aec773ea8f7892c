package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One value of the rows of a group, for {@link Grouping#aggregate}. {@link Aggregates} makes them.
 *
 * <pre>{@code
 * Aggregate worst = quantile("delay", 0.9).as("worst");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Aggregate extends RequestPart {
    Aggregate(ObjectNode json) {
        super(json);
    }

    /** Names the resulting column; without a name it is the function's and the column's, as in {@code mean_delay}. */
    public Aggregate as(String name) {
        return new Aggregate(with("as", name));
    }
}
