package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.Frame;
import io.framewright.frame.TextData;
import io.framewright.query.source.ArrowMetadata.Node;
import io.framewright.query.source.ArrowMetadata.Place;
import io.framewright.query.source.ArrowMetadata.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes a frame in Arrow's IPC format: schema, dictionaries, batches, and for a file the footer. */
final class ArrowWriting {
    private static final int ROWS_A_BATCH = 1 << 16;
    private static final int ALIGNMENT = 8;
    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLACEMENT = {(byte) 0xEF, (byte) 0xBF, (byte) 0xBD};

    private static final int MOST_AT_ONCE = 1 << 30;

    private final Frame frame;
    private final Compression compression;
    private final OutputStream out;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE)
            .replaceWith(REPLACEMENT);
    private final List<Place> dictionaries = new ArrayList<>();
    private final List<Place> batches = new ArrayList<>();
    private long written;

    private ArrowWriting(Frame frame, Compression compression, OutputStream out) {
        this.frame = frame;
        this.compression = compression;
        this.out = out;
    }

    static long write(Frame frame, boolean stream, Compression compression, OutputStream out, SaveMonitor monitor)
            throws IOException {
        try (out) {
            ArrowWriting writing = new ArrowWriting(frame, compression, out);
            if (!stream) {
                writing.bytes(MAGIC);
                writing.pad();
            }
            writing.messages(0, frame.rowCount(), monitor);
            if (!stream) {
                writing.footer();
            }
        }
        return frame.rowCount();
    }

    /** The rows from {@code from} to before {@code to} as a stream, with the dictionaries in full; leaves it open. */
    static void stream(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
        new ArrowWriting(frame, Compression.NONE, out).messages(from, to, monitor);
    }

    private void messages(int from, int to, SaveMonitor monitor) throws IOException {
        message(ArrowMetadata.schema(frame), List.of(), 0);
        for (int place = 0; place < frame.data().size(); place++) {
            if (frame.data().get(place).data() instanceof TextData texts) {
                dictionaries.add(dictionary(place, texts.words()));
            }
        }
        int first = from;
        while (first < to) {
            int end = to - first < ROWS_A_BATCH ? to : first + ROWS_A_BATCH;
            batches.add(batch(first, end));
            monitor.rowWritten(end - (long) from, to - (long) from);
            first = end;
        }
        numbers(-1, 0);
    }

    private void footer() throws IOException {
        ByteBuffer footer = ArrowMetadata.footer(frame, dictionaries, batches);
        int length = footer.remaining();
        bytes(footer);
        numbers(length);
        bytes(MAGIC);
    }

    private Place dictionary(int id, String[] words) throws IOException {
        List<ByteBuffer> texts = new ArrayList<>(words.length);
        ByteBuffer ends = buffer(Math.multiplyExact(words.length + 1, Integer.BYTES));
        ends.putInt(0);
        long total = 0;
        for (String word : words) {
            ByteBuffer text = encoder.encode(CharBuffer.wrap(word));
            total += text.remaining();
            if (total > Integer.MAX_VALUE) {
                throw new Refused(
                        FailureCode.MEMORY_LIMIT,
                        "The different texts of column '"
                                + frame.data().get(id).name()
                                + "' take more than 2 GiB, which a dictionary of Arrow cannot hold; save as csv or json.");
            }
            ends.putInt((int) total);
            texts.add(text);
        }
        Body body = new Body();
        body.add(0);
        ByteBuffer packedEnds = packed(ends.flip());
        body.add(packedEnds.remaining());
        List<ByteBuffer> data = packed(texts, total);
        body.add(data.stream().mapToLong(ByteBuffer::remaining).sum());
        Place place = message(
                ArrowMetadata.dictionary(id, words.length, body.spans, body.length, compressed()),
                List.of(packedEnds),
                body.length);
        for (ByteBuffer text : data) {
            bytes(text);
        }
        pad();
        return place;
    }

    private boolean compressed() {
        return compression != Compression.NONE;
    }

    /** A buffer as it stands in the file: compressed ones behind how long they are once expanded. */
    private ByteBuffer packed(ByteBuffer plain) {
        if (!compressed() || !plain.hasRemaining()) {
            return plain;
        }
        ByteBuffer bytes = compression.codec().compressed(plain.array(), plain.position(), plain.remaining());
        return buffer(Long.BYTES + bytes.remaining())
                .putLong(plain.remaining())
                .put(bytes)
                .flip();
    }

    /** Texts that are one buffer of so many bytes; very many are left as they are, which the format has -1 for. */
    private List<ByteBuffer> packed(List<ByteBuffer> texts, long total) {
        if (!compressed() || total == 0) {
            return texts;
        }
        if (total > MOST_AT_ONCE) {
            List<ByteBuffer> behind = new ArrayList<>();
            behind.add(buffer(Long.BYTES).putLong(-1).flip());
            behind.addAll(texts);
            return behind;
        }
        ByteBuffer all = buffer((int) total);
        texts.forEach(all::put);
        return List.of(packed(all.flip()));
    }

    private Place batch(int first, int end) throws IOException {
        Body body = new Body();
        List<Node> nodes = new ArrayList<>();
        List<ByteBuffer> buffers = new ArrayList<>();
        for (Column column : frame.data()) {
            int missing = missing(column.data(), first, end);
            nodes.add(new Node(end - first, missing));
            ByteBuffer validity = missing == 0 ? buffer(0) : ArrowValues.validity(column.data(), first, end);
            ByteBuffer values = ArrowValues.of(column.data(), first, end);
            for (ByteBuffer each : List.of(packed(validity), packed(values))) {
                body.add(each.remaining());
                buffers.add(each);
            }
        }
        return message(
                ArrowMetadata.recordBatch(end - first, nodes, body.spans, body.length, compressed()),
                buffers,
                body.length);
    }

    private static int missing(ColumnData data, int first, int end) {
        int missing = 0;
        for (int row = first; row < end; row++) {
            missing += data.isMissing(row) ? 1 : 0;
        }
        return missing;
    }

    /** Writes a message and the buffers of its body, or the first of them. */
    private Place message(ByteBuffer metadata, List<ByteBuffer> buffers, long bodyLength) throws IOException {
        long offset = written;
        int length = (int) aligned(metadata.remaining());
        numbers(-1, length);
        bytes(metadata);
        pad();
        for (ByteBuffer buffer : buffers) {
            bytes(buffer);
            pad();
        }
        return new Place(offset, 2 * Integer.BYTES + length, bodyLength);
    }

    private void numbers(int... numbers) throws IOException {
        ByteBuffer buffer = buffer(numbers.length * Integer.BYTES);
        for (int number : numbers) {
            buffer.putInt(number);
        }
        bytes(buffer.flip());
    }

    private void bytes(ByteBuffer buffer) throws IOException {
        out.write(buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
        written += buffer.remaining();
    }

    private void bytes(byte[] bytes) throws IOException {
        bytes(ByteBuffer.wrap(bytes));
    }

    private void pad() throws IOException {
        bytes(new byte[(int) (aligned(written) - written)]);
    }

    private static long aligned(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Where the buffers of a body stand. */
    private static final class Body {
        private final List<Span> spans = new ArrayList<>();
        private long length;

        void add(long bytes) {
            spans.add(new Span(length, bytes));
            length += aligned(bytes);
        }
    }
}
