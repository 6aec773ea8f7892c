package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A running value, in the order of the rows. Missing values are passed over, and it is missing in their rows.
 *
 * <pre>{@code
 * Operation delayed = cumulate("delay", CumulativeFunction.SUM).within("origin").as("delayed");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class Accumulation extends Operation {
    Accumulation(ObjectNode json) {
        super(json);
    }

    /** Names the resulting column; without a name it is the function's and the column's, as in {@code sum_delay}. */
    public Accumulation as(String name) {
        return new Accumulation(with("as", name));
    }

    /** Rows with equal values in these columns, one or more, begin anew. */
    public Accumulation within(String... columns) {
        ObjectNode json = json();
        json.set("within", RequestPart.list(List.of(columns)));
        return new Accumulation(json);
    }
}
