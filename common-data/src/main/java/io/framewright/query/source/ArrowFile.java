package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file by their place. What a file says of its own lengths is believed only as far as it has bytes. Not
 * thread-safe.
 */
final class ArrowFile {
    private static final int CHUNK = 1 << 18;

    private final String given;
    private final @Nullable SeekableByteChannel channel;
    private final ByteBuffer memory;
    private final long size;
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    ArrowFile(String given, SeekableByteChannel channel) throws IOException {
        this.given = given;
        this.channel = channel;
        this.memory = ByteBuffer.allocate(0);
        this.size = channel.size();
    }

    private ArrowFile(String given, byte[] bytes) {
        this.given = given;
        this.channel = null;
        this.memory = ByteBuffer.wrap(bytes);
        this.size = bytes.length;
    }

    /** These bytes of the file, once they are expanded. */
    ArrowFile inMemory(byte[] bytes) {
        return new ArrowFile(given, bytes);
    }

    long size() {
        return size;
    }

    /** So many bytes, in a buffer of their own. */
    ByteBuffer read(long at, int length) throws IOException {
        check(at, length);
        return fill(ByteBuffer.allocate(length), at).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** At most so many bytes, in a buffer that is good until the next call. */
    ByteBuffer chunk(long at, long length) throws IOException {
        check(at, length);
        chunk.clear().limit((int) Math.min(length, CHUNK));
        return fill(chunk, at);
    }

    private ByteBuffer fill(ByteBuffer buffer, long at) throws IOException {
        if (channel == null) {
            return buffer.put(memory.slice((int) at, buffer.remaining())).flip();
        }
        channel.position(at);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("the file ends where it did not before");
            }
        }
        return buffer.flip();
    }

    private void check(long at, long length) {
        if (at < 0 || length < 0 || at > size || length > size - at) {
            throw malformed("it is cut off, or says that it is longer than it is", at);
        }
    }

    /** What to throw when the file is not what it should be. */
    Refused malformed(String why, long at) {
        return new Refused(
                FailureCode.FILE_MALFORMED,
                "The file '" + given + "' is no file in Arrow's IPC format: " + why + ".",
                Map.of("byteOffset", at));
    }
}
