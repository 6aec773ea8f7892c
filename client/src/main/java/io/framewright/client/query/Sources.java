package io.framewright.client.query;

import java.util.List;
import java.util.Map;

/**
 * What frames are loaded from (docs/guide/sources.md). Paths are relative to the worker's data roots.
 *
 * <pre>{@code
 * Source file = Sources.csv("flights.csv");
 * Source table = Sources.sql("jdbc:postgresql://db/flights").table("flights");
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Sources {
    private Sources() {}

    /** A file of delimited text. */
    public static CsvSource csv(String path) {
        return new CsvSource(RequestPart.typed("csv").put("path", path));
    }

    /** A file of JSON objects. */
    public static JsonSource json(String path) {
        return new JsonSource(RequestPart.typed("json").put("path", path));
    }

    /**
     * Rows that stand in the command: each a map of column to value. Values are null, Boolean, the numbers of Java (NaN
     * is missing), texts, LocalDate, LocalTime, LocalDateTime and Instant (texts, unless {@code withType} asks for
     * more); enums and UUIDs are texts, lists and maps the text of their JSON.
     */
    public static RowsSource rows(List<? extends Map<String, ?>> rows) {
        return RowsSource.of(rows);
    }

    /** A Parquet file. */
    public static Source parquet(String path) {
        return new Source(RequestPart.typed("parquet").put("path", path));
    }

    /** A file in Arrow's IPC format. */
    public static Source arrow(String path) {
        return new Source(RequestPart.typed("arrow").put("path", path));
    }

    /** A workbook of Excel. */
    public static ExcelSource excel(String path) {
        return new ExcelSource(RequestPart.typed("excel").put("path", path));
    }

    /** A database that the worker is allowed to use; say which table or query. */
    public static SourceDatabase sql(String url) {
        return new SourceDatabase(url);
    }

    /** A stream, list or hash of Redis with JSON objects in it. */
    public static Source redis(String key) {
        return new Source(RequestPart.typed("redis").put("key", key));
    }
}
