package io.framewright.query.source;

import io.framewright.frame.ColumnData;
import io.framewright.query.source.ArrowMessage.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The buffers that bodies are made of. */
final class ArrowMessagePart {
    private static final int MOST_AT_ONCE = 1 << 30;
    private static final long NOT_COMPRESSED = -1;
    private static final Part EMPTY = Part.of(ByteBuffer.allocate(0));

    private ArrowMessagePart() {}

    /** Of rows of which none is missing. */
    static Part validity() {
        return EMPTY;
    }

    /** One bit a row, set where there is a value. */
    static Part validity(ColumnData data, int first, int end) {
        return new Part() {
            @Override
            public long length() {
                return ((long) end - first + 7) / 8;
            }

            @Override
            public void write(OutputStream out) throws IOException {
                ArrowValues.writeValidity(data, first, end, out);
            }
        };
    }

    /** @param whole whether none of these rows is missing */
    static Part values(ColumnData data, int first, int end, boolean whole) {
        return new Part() {
            @Override
            public long length() {
                return (((long) end - first) * ArrowValues.bits(data) + 7) / 8;
            }

            @Override
            public void write(OutputStream out) throws IOException {
                ArrowValues.write(data, first, end, whole, out);
            }
        };
    }

    /**
     * A buffer as it stands in a file that is compressed: behind how long it is once expanded. One of very many bytes
     * is left as it is, which the format has -1 for.
     */
    static Part packed(Part plain, Compression compression) {
        if (plain.length() == 0) {
            return plain;
        }
        if (plain.length() > MOST_AT_ONCE) {
            return behind(NOT_COMPRESSED, plain);
        }
        byte[] bytes = bytes(plain);
        return behind(bytes.length, Part.of(compression.codec().compressed(bytes, 0, bytes.length)));
    }

    private static byte[] bytes(Part part) {
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) part.length());
        try {
            part.write(all);
        } catch (IOException memoryHasNone) {
            throw new UncheckedIOException(memoryHasNone);
        }
        return all.toByteArray();
    }

    private static Part behind(long number, Part part) {
        return new Part() {
            @Override
            public long length() {
                return Long.BYTES + part.length();
            }

            @Override
            public void write(OutputStream out) throws IOException {
                out.write(ArrowWriting.buffer(Long.BYTES).putLong(number).array());
                part.write(out);
            }
        };
    }
}
