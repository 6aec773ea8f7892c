package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.util.Map;

/**
 * A file of JSON objects, in an array or one a line, gzip or not.
 *
 * <pre>{@code
 * Source people = Sources.json("people.json").withType("born", ColumnType.LOCAL_DATE);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class JsonSource extends Source {
    JsonSource(ObjectNode json) {
        super(json);
    }

    /** The encoding; else UTF-8, or what a byte order mark says. */
    public JsonSource withEncoding(Charset encoding) {
        return new JsonSource(with("encoding", encoding.name()));
    }

    /** The type of a column, which else is inferred. */
    public JsonSource withType(String column, ColumnType type) {
        return new JsonSource(ColumnTypes.adding(this, column, type));
    }

    /** The types of columns, which else are inferred. */
    public JsonSource withTypes(Map<String, ColumnType> types) {
        return new JsonSource(ColumnTypes.adding(this, types));
    }
}
