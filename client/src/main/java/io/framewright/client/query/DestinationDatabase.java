package io.framewright.client.query;

/**
 * A database to save to; it becomes a destination by the table.
 *
 * <pre>{@code
 * Destination table = Destinations.sql("jdbc:postgresql://db/flights").table("late");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param url of a database that the worker is allowed to use, or the name it has there; without user, password and
 *     options, which the worker has: with them {@link IllegalArgumentException}, as a request is no place for a secret
 */
public record DestinationDatabase(String url) {
    public DestinationDatabase {
        DatabaseUrls.check(url);
    }

    /** A table. */
    public Destination table(String table) {
        return new Destination(RequestPart.typed("sql").put("url", url).put("table", table));
    }
}
