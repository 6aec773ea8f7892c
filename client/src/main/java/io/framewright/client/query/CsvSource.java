package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/**
 * A file of delimited text, gzip or not. What is not said is found out by the worker, as docs/guide/sources.md tells.
 *
 * <pre>{@code
 * Source measurements = Sources.csv("measurements.csv")
 *         .withDelimiter(';')
 *         .withType("zip", ColumnType.STRING)
 *         .withMissing("NA", "-");
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvSource extends Source {
    CsvSource(ObjectNode json) {
        super(json);
    }

    /** The character between cells; else it is found out among {@code , ;} tab and {@code |}. */
    public CsvSource withDelimiter(char delimiter) {
        return new CsvSource(with("delimiter", String.valueOf(delimiter)));
    }

    /** The character around cells; else {@code "}. */
    public CsvSource withQuote(char quote) {
        return new CsvSource(with("quote", String.valueOf(quote)));
    }

    /** No character stands around cells. */
    public CsvSource withoutQuote() {
        return new CsvSource(with("quote", ""));
    }

    /** Whether the first row names the columns; else it does. Without one they are column1, column2 and so on. */
    public CsvSource withHeader(boolean header) {
        return new CsvSource(with("header", header));
    }

    /** The encoding; else UTF-8, or what a byte order mark says. */
    public CsvSource withEncoding(Charset encoding) {
        return new CsvSource(with("encoding", encoding.name()));
    }

    /** The type of a column, which else is inferred. */
    public CsvSource withType(String column, ColumnType type) {
        return new CsvSource(ColumnTypes.adding(this, column, type));
    }

    /** The types of columns, which else are inferred. */
    public CsvSource withTypes(Map<String, ColumnType> types) {
        return new CsvSource(ColumnTypes.adding(this, types));
    }

    /** The unquoted texts that stand for a missing value, in every column; in place of the usual ones. */
    public CsvSource withMissing(String... texts) {
        return new CsvSource(with("missing", list(Arrays.asList(texts))));
    }
}
