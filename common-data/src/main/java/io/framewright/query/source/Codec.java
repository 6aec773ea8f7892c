package io.framewright.query.source;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;

/** How parts of a file are compressed: all of a part at once, whose size once expanded the file tells. */
enum Codec {
    NONE,
    SNAPPY,
    ZSTD,
    GZIP,
    /** Blocks as they are. */
    LZ4_BLOCK,
    /** Blocks behind their lengths, as Hadoop had it, or as they are: writers do not agree. */
    LZ4_HADOOP,
    LZ4_FRAME;

    /** Fills {@code to} from {@code at} to {@code end}; throws {@link Damaged} if that is not what there is. */
    void expand(byte[] from, int start, int length, byte[] to, int at, int end) {
        int given;
        try {
            given = switch (this) {
                case NONE -> copied(from, start, length, to, at, end);
                case SNAPPY -> snappy(from, start, length, to, at, end);
                case ZSTD -> new ZstdDecompressor().decompress(from, start, length, to, at, end - at);
                case GZIP -> gzip(from, start, length, to, at, end);
                case LZ4_BLOCK -> Lz4.block(from, start, length, to, at, at, end);
                case LZ4_HADOOP -> hadoop(from, start, length, to, at, end);
                case LZ4_FRAME -> Lz4.frames(from, start, length, to, at, end);
            };
        } catch (MalformedInputException | IndexOutOfBoundsException | IllegalArgumentException | IOException wrong) {
            throw new Damaged("its " + this + " is damaged");
        }
        if (given != end - at) {
            throw new Damaged("it expands to " + given + " bytes where it says " + (end - at));
        }
    }

    /** These bytes compressed; only NONE, SNAPPY and ZSTD. */
    ByteBuffer compressed(byte[] bytes, int start, int length) {
        if (this == NONE) {
            return ByteBuffer.wrap(bytes, start, length).slice();
        }
        if (this == SNAPPY) {
            SnappyCompressor compressor = new SnappyCompressor();
            byte[] to = new byte[compressor.maxCompressedLength(length)];
            return ByteBuffer.wrap(to, 0, compressor.compress(bytes, start, length, to, 0, to.length));
        }
        ZstdCompressor compressor = new ZstdCompressor();
        byte[] to = new byte[compressor.maxCompressedLength(length)];
        return ByteBuffer.wrap(to, 0, compressor.compress(bytes, start, length, to, 0, to.length));
    }

    private static int copied(byte[] from, int start, int length, byte[] to, int at, int end) {
        if (length == end - at) {
            System.arraycopy(from, start, to, at, length);
        }
        return length;
    }

    private static int snappy(byte[] from, int start, int length, byte[] to, int at, int end) {
        if (length == 0 && at == end) {
            return 0;
        }
        return new SnappyDecompressor().decompress(from, start, length, to, at, end - at);
    }

    private static int gzip(byte[] from, int start, int length, byte[] to, int at, int end) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(from, start, length))) {
            int given = in.readNBytes(to, at, end - at);
            return in.read() < 0 ? given : given + 1;
        }
    }

    private static int hadoop(byte[] from, int start, int length, byte[] to, int at, int end) {
        ByteBuffer in = ByteBuffer.wrap(from, start, length);
        int out = at;
        while (in.hasRemaining()) {
            boolean framed = in.remaining() > 2 * Integer.BYTES;
            int expanded = framed ? in.getInt() : -1;
            int packed = framed ? in.getInt() : -1;
            if (expanded < 0 || expanded > end - out || packed < 0 || packed > in.remaining()) {
                return Lz4.block(from, start, length, to, at, at, end);
            }
            out += Lz4.block(from, in.position(), packed, to, out, out, out + expanded);
            in.position(in.position() + packed);
        }
        return out - at;
    }
}
