package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Says which columns predict which other. This is of the protocol; a worker that cannot do it yet says so by
 * OPERATION_UNSUPPORTED.
 *
 * <pre>{@code
 * Operation delays = createRegressionSet("delays", List.of("origin", "distance"), "delay").ofView("complete");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class TrainingSet extends Operation {
    TrainingSet(ObjectNode json) {
        super(json);
    }

    /** Takes the rows of a view instead of those of the frame. */
    public Operation ofView(String view) {
        return new TrainingSet(with("view", view));
    }
}
