package io.framewright.client.query;

/**
 * A database to load from; it becomes a source by the table or the query.
 *
 * <pre>{@code
 * Source late = Sources.sql("jdbc:postgresql://db/flights").query("select * from flights where delay > 10");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 *
 * @param url of a database that the worker is allowed to use, or the name it has there; without user, password and
 *     options, which the worker has: with them {@link IllegalArgumentException}, as a request is no place for a secret
 */
public record SourceDatabase(String url) {
    public SourceDatabase {
        DatabaseUrls.check(url);
    }

    /** All rows of a table. */
    public Source table(String table) {
        return new Source(RequestPart.typed("sql").put("url", url).put("table", table));
    }

    /** What a query gives. It goes to the database as it is: never make it of what others typed. */
    public Source query(String query) {
        return new Source(RequestPart.typed("sql").put("url", url).put("query", query));
    }
}
