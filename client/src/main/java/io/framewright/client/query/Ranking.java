package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Gives each row its place in an order. Rows that are equal have the first of their places, unless told otherwise.
 *
 * <pre>{@code
 * Operation place = rank(descending("delay")).method(RankMethod.DENSE).within("origin").as("place");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Ranking extends Operation {
    Ranking(ObjectNode json) {
        super(json);
    }

    /** Which place rows have that are equal to each other. */
    public Ranking method(RankMethod method) {
        return new Ranking(with("method", method.wireName()));
    }

    /** Names the resulting column; without a name it is {@code rank}. */
    public Ranking as(String name) {
        return new Ranking(with("as", name));
    }

    /** Rows with equal values in these columns, one or more, are ranked for themselves. */
    public Ranking within(String... columns) {
        ObjectNode json = json();
        json.set("within", RequestPart.list(List.of(columns)));
        return new Ranking(json);
    }
}
