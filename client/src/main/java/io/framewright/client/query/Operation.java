package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One step over a frame: what stands in the {@code operations} of a command. {@link Operations} makes them.
 *
 * <pre>{@code
 * List<Operation> steps = List.of(
 *         filter(column("delay").gt(10)),
 *         groupBy("origin").aggregate(count().as("flights"), mean("delay")),
 *         sort(descending("flights")));
 * ArrayNode operations = Operation.list(steps);
 * }</pre>
 *
 * <p>Immutable and thread-safe; two are equal if their JSON is.
 */
public sealed class Operation extends RequestPart permits Accumulation, Ranking, TypeChange, ViewCreation, TrainingSet {
    Operation(ObjectNode json) {
        super(json);
    }

    static ObjectNode named(String op) {
        return object().put("op", op);
    }

    /** The steps as the {@code operations} of a command; the caller's own. */
    public static ArrayNode list(List<? extends Operation> operations) {
        return parts(operations);
    }

    /** Its name in the protocol, e.g. {@code groupBy}. */
    public final String op() {
        return json().path("op").textValue();
    }
}
