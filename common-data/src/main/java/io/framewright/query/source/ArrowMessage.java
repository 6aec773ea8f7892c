package io.framewright.query.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of Arrow's IPC format: what describes it, and a body that is written straight from the columns of a
 * frame, without a copy of them. Immutable, and thread-safe as frames are.
 */
public final class ArrowMessage {
    private static final int ALIGNMENT = 8;
    private static final int CONTINUES = -1;
    private static final byte[] ZEROS = new byte[ALIGNMENT];

    private final Kind kind;
    private final int rows;
    private final ByteBuffer metadata;
    private final List<Part> parts;
    private final long bodyLength;

    private ArrowMessage(Kind kind, int rows, ByteBuffer metadata, Body body) {
        this.kind = kind;
        this.rows = rows;
        this.metadata = metadata;
        this.parts = body.parts;
        this.bodyLength = body.length;
    }

    /** What a message brings. */
    enum Kind {
        SCHEMA,
        DICTIONARY,
        BATCH
    }

    /** Bytes of a body that know how many they are before they are written. */
    interface Part {
        long length();

        void write(OutputStream out) throws IOException;

        static Part of(ByteBuffer bytes) {
            return new Part() {
                @Override
                public long length() {
                    return bytes.remaining();
                }

                @Override
                public void write(OutputStream out) throws IOException {
                    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
                }
            };
        }
    }

    /** The buffers of a body, each behind the last at the next place that is aligned. */
    static final class Body {
        private final List<Part> parts = new ArrayList<>();
        private final List<ArrowMetadata.Span> spans = new ArrayList<>();
        private long length;

        void add(Part part) {
            parts.add(part);
            spans.add(new ArrowMetadata.Span(length, part.length()));
            length += aligned(part.length());
        }

        List<ArrowMetadata.Span> spans() {
            return spans;
        }

        long length() {
            return length;
        }
    }

    static ArrowMessage schema(ByteBuffer metadata) {
        return new ArrowMessage(Kind.SCHEMA, 0, metadata, new Body());
    }

    static ArrowMessage dictionary(ByteBuffer metadata, Body body) {
        return new ArrowMessage(Kind.DICTIONARY, 0, metadata, body);
    }

    static ArrowMessage batch(int rows, ByteBuffer metadata, Body body) {
        return new ArrowMessage(Kind.BATCH, rows, metadata, body);
    }

    Kind kind() {
        return kind;
    }

    /** How many rows it brings; 0 for a schema or a dictionary. */
    public int rows() {
        return rows;
    }

    /** How many bytes {@link #writeMetadata} writes. */
    public int metadataLength() {
        return metadata.remaining();
    }

    /** How many bytes {@link #writeBody} writes; a multiple of 8. */
    public long bodyLength() {
        return bodyLength;
    }

    /** The flatbuffer {@code Message}, without a length before it. */
    public void writeMetadata(OutputStream out) throws IOException {
        out.write(metadata.array(), metadata.arrayOffset() + metadata.position(), metadata.remaining());
    }

    /** The buffers one behind the other, each filled up to a multiple of 8 bytes. */
    public void writeBody(OutputStream out) throws IOException {
        for (Part part : parts) {
            part.write(out);
            pad(part.length(), out);
        }
    }

    /** The message as it stands in a stream or a file. */
    public void writeEncapsulated(OutputStream out) throws IOException {
        int length = (int) aligned(metadata.remaining());
        ByteBuffer before =
                ArrowWriting.buffer(2 * Integer.BYTES).putInt(CONTINUES).putInt(length);
        out.write(before.array());
        writeMetadata(out);
        pad(metadata.remaining(), out);
        writeBody(out);
    }

    /** How many bytes {@link #writeEncapsulated} writes before the body. */
    int encapsulatedMetadataLength() {
        return 2 * Integer.BYTES + (int) aligned(metadata.remaining());
    }

    static long aligned(long length) {
        return (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static void pad(long length, OutputStream out) throws IOException {
        out.write(ZEROS, 0, (int) (aligned(length) - length));
    }
}
