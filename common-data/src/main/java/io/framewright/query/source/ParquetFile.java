package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;

/**
 * The bytes of a file by their place. What a file says of its own lengths is believed only as far as it has bytes.
 * Thread-safe.
 */
final class ParquetFile {
    /** How many bytes can be read behind those that were asked for, whatever they are. */
    static final int MARGIN = 16;

    /** What is copied at once: the JDK keeps a buffer of this size per thread outside of the heap. */
    private static final int SLICE = 1 << 17;

    private final String given;
    private final FileChannel channel;
    private final long size;

    ParquetFile(String given, FileChannel channel) throws IOException {
        this.given = given;
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** So many bytes, and the margin. */
    byte[] read(long at, int length) {
        if (at < 0 || length < 0 || at > size || length > size - at) {
            throw malformed("it is cut off, or says that it is longer than it is", at);
        }
        byte[] bytes = new byte[length + MARGIN];
        try {
            for (int done = 0; done < length; ) {
                ByteBuffer slice = ByteBuffer.wrap(bytes, done, Math.min(SLICE, length - done));
                int count = channel.read(slice, at + done);
                if (count <= 0) {
                    throw new EOFException("the file ends where it did not before");
                }
                done += count;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes;
    }

    /** What to throw when the file is not what it should be. */
    Refused malformed(String why, long at) {
        return new Refused(
                FailureCode.FILE_MALFORMED,
                "The file '" + given + "' is no file of Parquet: " + why + ".",
                Map.of("byteOffset", at));
    }
}
