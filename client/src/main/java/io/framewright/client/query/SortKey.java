package io.framewright.client.query;

/**
 * A column to sort by, and in which order; missing values come last in both. {@link Operations#ascending} and
 * {@link Operations#descending} make them.
 *
 * <pre>{@code
 * Operation sorted = sort(ascending("origin"), descending("delay"));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class SortKey extends RequestPart {
    SortKey(String column, String order) {
        super(object().put("column", column).put("order", order));
    }
}
