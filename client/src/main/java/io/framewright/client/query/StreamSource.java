package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a frame reads rows from for as long as it is told to: the {@code stream} of a command. {@link Streams} makes
 * them.
 *
 * <pre>{@code
 * StreamSource measurements = Streams.amqp("measurements");
 * }</pre>
 *
 * <p>Immutable and thread-safe; two are equal if their JSON is.
 */
public sealed class StreamSource extends RequestPart permits CsvStream, RedisStream {
    StreamSource(ObjectNode json) {
        super(json);
    }

    /** The type of a column, which else is told by the rows: dates and times stand in them as texts. */
    public StreamSource withType(String column, ColumnType type) {
        return new StreamSource(ColumnTypes.adding(this, column, type));
    }
}
