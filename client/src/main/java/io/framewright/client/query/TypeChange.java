package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Turns a column into another type. Values that have no counterpart there are a failure, unless they are to become
 * missing.
 *
 * <pre>{@code
 * Operation strict = transformType("flight", ColumnType.LONG);
 * Operation lenient = transformType("flight", ColumnType.LONG).orMissing();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class TypeChange extends Operation {
    TypeChange(ObjectNode json) {
        super(json);
    }

    /** What cannot be converted becomes missing. */
    public Operation orMissing() {
        return new TypeChange(with("onError", "missing"));
    }
}
