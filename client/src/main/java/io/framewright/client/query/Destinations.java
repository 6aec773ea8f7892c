package io.framewright.client.query;

/**
 * What frames are saved to (docs/guide/sources.md). Paths are relative to the worker's data roots.
 *
 * <pre>{@code
 * Destination file = Destinations.json("late.json");
 * Destination key = Destinations.redis("late-flights");
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Destinations {
    private Destinations() {}

    /** A file of delimited text. */
    public static CsvDestination csv(String path) {
        return new CsvDestination(RequestPart.typed("csv").put("path", path));
    }

    /** A file of JSON objects. */
    public static JsonDestination json(String path) {
        return new JsonDestination(RequestPart.typed("json").put("path", path));
    }

    /** A Parquet file. */
    public static ParquetDestination parquet(String path) {
        return new ParquetDestination(RequestPart.typed("parquet").put("path", path));
    }

    /** A file in Arrow's IPC format. */
    public static ArrowDestination arrow(String path) {
        return new ArrowDestination(RequestPart.typed("arrow").put("path", path));
    }

    /** A database that the worker is allowed to use; say which table. */
    public static DestinationDatabase sql(String url) {
        return new DestinationDatabase(url);
    }

    /** A key of Redis. */
    public static Destination redis(String key) {
        return new Destination(RequestPart.typed("redis").put("key", key));
    }
}
