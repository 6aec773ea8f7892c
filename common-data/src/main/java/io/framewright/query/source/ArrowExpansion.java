package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.query.source.ArrowMetadata.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.RecordBatch;

/** Expands the buffers of batches, each of which is compressed by itself, into memory. Not thread-safe. */
final class ArrowExpansion {
    private final MemoryBudget budget;
    private final long maxBytes;
    private long expanded;

    /** @param maxBytes of all batches, once expanded */
    ArrowExpansion(MemoryBudget budget, long maxBytes) {
        this.budget = budget;
        this.maxBytes = maxBytes;
    }

    /**
     * A batch in memory.
     *
     * @param file all its buffers behind one another
     * @param spans where each of them stands
     */
    record Expanded(ArrowFile file, List<Span> spans) {}

    /** Expands a batch that is compressed; give it back once it is read. */
    Expanded expand(ArrowFile file, RecordBatch batch, long body, long bodyLength) throws IOException {
        Codec codec = codec(file, batch, body);
        List<Span> spans = new ArrayList<>();
        long total = 0;
        for (int i = 0; i < batch.buffersLength(); i++) {
            Buffer buffer = batch.buffers(i);
            if (buffer.offset() < 0
                    || buffer.length() < 0
                    || buffer.offset() > bodyLength
                    || buffer.length() > bodyLength - buffer.offset()
                    || (buffer.length() > 0 && buffer.length() < Long.BYTES)) {
                throw file.malformed("a batch has fewer values than it says", body);
            }
            long length = buffer.length() == 0
                    ? 0
                    : file.read(body + buffer.offset(), Long.BYTES).getLong();
            // -1 for a buffer that is not compressed after all.
            length = length == -1 ? buffer.length() - Long.BYTES : length;
            if (length < 0) {
                throw file.malformed("a buffer expands to fewer bytes than none", body + buffer.offset());
            }
            spans.add(new Span(total, length));
            total = length > Growth.MAX_LENGTH ? Long.MAX_VALUE / 2 : total + length;
            check(total);
        }
        budget.take(total);
        expanded += total;
        byte[] memory = new byte[(int) total];
        for (int i = 0; i < spans.size(); i++) {
            Buffer buffer = batch.buffers(i);
            if (buffer.length() > 0) {
                expand(file, body + buffer.offset(), buffer.length(), codec, memory, spans.get(i));
            }
        }
        return new Expanded(file.inMemory(memory), spans);
    }

    private void check(long total) {
        if (total > Growth.MAX_LENGTH || total > maxBytes - expanded) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "The file has more than " + maxBytes
                            + " bytes once it is expanded, or 2 GiB in one batch, the limit.",
                    Map.of("maxExpandedBytes", maxBytes));
        }
    }

    private void expand(ArrowFile file, long at, long length, Codec codec, byte[] memory, Span to) throws IOException {
        int packed = Math.toIntExact(length);
        budget.take(packed);
        ByteBuffer bytes = file.read(at, packed);
        Codec own = bytes.getLong(0) == -1 ? Codec.NONE : codec;
        int start = (int) to.offset();
        try {
            own.expand(bytes.array(), Long.BYTES, packed - Long.BYTES, memory, start, start + (int) to.length());
        } catch (Damaged damaged) {
            throw file.malformed(damaged.why(), at);
        }
        budget.take(-packed);
    }

    private static Codec codec(ArrowFile file, RecordBatch batch, long body) {
        var compression = batch.compression();
        if (compression.method() == BodyCompressionMethod.BUFFER) {
            if (compression.codec() == CompressionType.ZSTD) {
                return Codec.ZSTD;
            }
            if (compression.codec() == CompressionType.LZ4_FRAME) {
                return Codec.LZ4_FRAME;
            }
        }
        throw file.malformed("its values are compressed in an unknown way", body);
    }

    void giveBack(Expanded batch) {
        budget.take(-batch.file().size());
    }
}
