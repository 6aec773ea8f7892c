package io.framewright.frame;

import org.jspecify.annotations.Nullable;

/**
 * What a user says about a column.
 *
 * @param role what it is for, e.g. {@code responder}; null if not said
 * @param description for people; null if not said
 * @param unit of its values, e.g. {@code min}; null if not said
 */
public record Feature(
        @Nullable String role,
        @Nullable String description,
        @Nullable String unit) {
    /** Nothing said. */
    public static final Feature NONE = new Feature(null, null, null);
}
