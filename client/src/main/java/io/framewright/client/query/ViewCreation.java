package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Stores steps under a name, which run whenever the view is read. A view of that name that is there is replaced, unless
 * told otherwise.
 *
 * <pre>{@code
 * Operation late = createView("late", filter(column("delay").gt(15)), project("origin", "delay"));
 * Operation onlyIfNew = createView("late", filter(column("delay").gt(15))).unlessThere();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class ViewCreation extends Operation {
    ViewCreation(ObjectNode json) {
        super(json);
    }

    /** A view of that name is not replaced: the command fails with VIEW_EXISTS. */
    public Operation unlessThere() {
        return new ViewCreation(with("overwrite", false));
    }
}
