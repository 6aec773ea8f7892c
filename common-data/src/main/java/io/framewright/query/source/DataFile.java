package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.query.WorkMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being loaded. One of text is opened once or twice, expanded if it is gzip or Zstandard, decoded,
 * counted, and checked for not having changed meanwhile. Not thread-safe.
 */
final class DataFile {

    private final String given;
    private final Path path;
    private final DataLimits limits;
    private final WorkMonitor monitor;
    private final @Nullable Charset charset;
    private final BasicFileAttributes attributes;

    private DataFile(
            String given, Path path, LoadContext context, @Nullable Charset charset, BasicFileAttributes attributes) {
        this.given = given;
        this.path = path;
        this.limits = context.limits();
        this.monitor = context.monitor();
        this.charset = charset;
        this.attributes = attributes;
    }

    /**
     * @param given how messages show the file
     * @param path a real path inside the data roots
     * @param charset null for UTF-8, or what a byte order mark says
     */
    static DataFile of(String given, Path path, LoadContext context, @Nullable Charset charset) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.size() == 0) {
            throw new Refused(FailureCode.FILE_EMPTY, "The file '" + given + "' is empty: it has no bytes.");
        }
        if (attributes.size() > context.limits().maxFileBytes()) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "The file '" + given + "' has " + attributes.size() + " bytes, more than the limit of "
                            + context.limits().maxFileBytes() + ".",
                    Map.of("maxFileBytes", context.limits().maxFileBytes()));
        }
        return new DataFile(given, path, context, charset, attributes);
    }

    /** How messages show the file. */
    String given() {
        return given;
    }

    /** Opens the file to look at its beginning; reports no progress. */
    TextReader openForLook() throws IOException {
        return open(0, 0);
    }

    /** Opens the file to be read by place; expands and decodes nothing. */
    SeekableByteChannel openChannel() throws IOException {
        return Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** The same, to be read by several threads. */
    FileChannel openFileChannel() throws IOException {
        return FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    /** Opens the file as a zip. */
    ZipFile openZip() throws IOException {
        return new ZipFile(path.toFile());
    }

    /** Opens the file for its first reading, or for its second. */
    TextReader open(int pass) throws IOException {
        return open(attributes.size() * (pass - 1), attributes.size() * pass);
    }

    /** The bytes of the file, if it is text in UTF-8 as it lies there; null if it must be expanded or decoded. */
    @Nullable
    FileBytes openBytes() throws IOException {
        boolean utf8 = charset == null || charset.equals(StandardCharsets.UTF_8);
        if (!utf8 || attributes.size() > limits.maxExpandedBytes() || Packing.ofName(given) != Packing.NONE) {
            return null;
        }
        FileChannel channel = openFileChannel();
        try {
            byte[] magic = new byte[Packing.MAGIC_LENGTH];
            int count = channel.read(ByteBuffer.wrap(magic), 0);
            boolean text = count > 0 && Packing.ofContent(magic) == Packing.NONE && (magic[0] & 0xff) < 0xfe;
            if (text) {
                return new FileBytes(channel, attributes.size());
            }
            channel.close();
            return null;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** How many bytes the file had when it was opened. */
    long size() {
        return attributes.size();
    }

    WorkMonitor monitor() {
        return monitor;
    }

    /** Refuses a file that is not what it was when it was opened. */
    void checkUnchanged() throws IOException {
        BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (now.size() != attributes.size() || !now.lastModifiedTime().equals(attributes.lastModifiedTime())) {
            throw new Refused(
                    FailureCode.FILE_UNUSABLE,
                    "The file '" + given + "' was changed while it was read; load it again once it is complete.");
        }
    }

    private TextReader open(long done, long total) throws IOException {
        InputStream file = Channels.newInputStream(openChannel());
        try {
            PushbackInputStream raw =
                    new PushbackInputStream(new WatchedInputStream(file, monitor, done, total), Packing.MAGIC_LENGTH);
            return new TextReader(given, Packing.expanded(given, raw), charset, limits.maxExpandedBytes());
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }
}
