package io.framewright.query.source;

import io.framewright.query.source.ArrowExpansion.Expanded;
import io.framewright.query.source.ArrowMetadata.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one batch, which are taken in their order: for each its validity, then its buffers. Not thread-safe.
 */
final class ArrowBatch {
    private final ArrowFile file;
    private final RecordBatch batch;
    private final long body;
    private final long bodyLength;
    private final @Nullable List<Span> spans;
    private int node;
    private int buffer;

    ArrowBatch(ArrowFile file, RecordBatch batch, long body, long bodyLength) {
        this(file, batch, body, bodyLength, null);
    }

    /** A batch whose buffers are expanded. */
    ArrowBatch(Expanded expanded, RecordBatch batch) {
        this(expanded.file(), batch, 0, expanded.file().size(), expanded.spans());
    }

    private ArrowBatch(ArrowFile file, RecordBatch batch, long body, long bodyLength, @Nullable List<Span> spans) {
        this.file = file;
        this.spans = spans;
        this.batch = batch;
        this.body = body;
        this.bodyLength = bodyLength;
        if (batch.length() < 0) {
            throw file.malformed("a batch has fewer than no rows", body);
        }
    }

    /** How many rows. */
    long length() {
        return batch.length();
    }

    ArrowFile file() {
        return file;
    }

    /** Goes to the next column. */
    void nextColumn() {
        if (node >= batch.nodesLength()) {
            throw file.malformed("a batch has fewer columns than the schema", body);
        }
        FieldNode column = batch.nodes(node++);
        if (column.length() != batch.length()) {
            throw file.malformed("the columns of a batch are not of one length", body);
        }
    }

    /** Which rows of the column have a value; null if all have. */
    @Nullable
    ByteBuffer validity() throws IOException {
        boolean any = batch.nodes(node - 1).nullCount() != 0;
        Span bits = nextBuffer();
        if (!any || bits.length() == 0) {
            return null;
        }
        long bytes = (batch.length() + 7) / 8;
        return file.read(place(bits, bytes), Math.toIntExact(bytes));
    }

    /** Where the next buffer of the column begins, which has at least so many bytes. */
    long place(long atLeast) {
        return place(nextBuffer(), atLeast);
    }

    /** How long the buffer is that {@link #place} told last. */
    long lastLength() {
        return span(buffer - 1).length();
    }

    private Span span(int index) {
        if (spans != null) {
            return spans.get(index);
        }
        Buffer found = batch.buffers(index);
        return new Span(found.offset(), found.length());
    }

    private Span nextBuffer() {
        if (buffer >= batch.buffersLength()) {
            throw file.malformed("a batch has fewer columns than the schema", body);
        }
        return span(buffer++);
    }

    private long place(Span found, long atLeast) {
        if (found.offset() < 0
                || found.length() < atLeast
                || found.offset() > bodyLength
                || found.length() > bodyLength - found.offset()) {
            throw file.malformed("a batch has fewer values than it says", body);
        }
        return body + found.offset();
    }

    static boolean has(@Nullable ByteBuffer validity, int row) {
        return validity == null || (validity.get(row >> 3) >> (row & 7) & 1) != 0;
    }
}
