package io.framewright.client.query;

import java.util.Locale;

/**
 * Which rows a join keeps.
 *
 * <pre>{@code
 * Operation named = join("carriers", JoinType.LEFT, "carrier");
 * }</pre>
 */
public enum JoinType {
    /** Pairs of rows whose keys are equal. */
    INNER,
    /** The same, and the rows of this frame that have no partner. */
    LEFT,
    /** The pairs, and the rows of the other frame that have no partner. */
    RIGHT,
    /** The pairs, and the rows of both that have no partner. */
    FULL,
    /** The rows of this frame that have a partner, without its columns. */
    SEMI,
    /** The rows of this frame that have no partner. */
    ANTI;

    /** Its name in the protocol. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
