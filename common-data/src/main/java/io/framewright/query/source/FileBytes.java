package io.framewright.query.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * The bytes of a file of text, to be read at any place by several threads. Where the last line has no line feed, one is
 * read behind it.
 */
final class FileBytes implements Closeable {
    /** What is copied at once: the JDK keeps a buffer of this size per thread outside of the heap. */
    private static final int SLICE = 1 << 17;

    private final FileChannel channel;
    private final long fileSize;
    private final long size;

    /** @param fileSize at least 1 */
    FileBytes(FileChannel channel, long fileSize) {
        this.channel = channel;
        this.fileSize = fileSize;
        byte[] last = new byte[1];
        readFile(fileSize - 1, last, 0, 1);
        this.size = last[0] == '\n' ? fileSize : fileSize + 1;
    }

    /** How many bytes can be read. */
    long size() {
        return size;
    }

    /** How many bytes the file had when it was opened. */
    long fileSize() {
        return fileSize;
    }

    /** Reads these bytes; a file that has become shorter is left to the general way, which refuses it. */
    void read(long from, byte[] into, int offset, int length) {
        int inFile = (int) Math.min(length, Math.max(0, fileSize - from));
        readFile(from, into, offset, inFile);
        if (inFile < length) {
            into[offset + inFile] = '\n';
        }
    }

    private void readFile(long from, byte[] into, int offset, int length) {
        int done = 0;
        try {
            while (done < length) {
                ByteBuffer slice = ByteBuffer.wrap(into, offset + done, Math.min(SLICE, length - done));
                int count = channel.read(slice, from + done);
                if (count <= 0) {
                    throw new Unusual("the file has become shorter");
                }
                done += count;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
