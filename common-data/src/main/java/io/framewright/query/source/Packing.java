package io.framewright.query.source;

import io.airlift.compress.zstd.ZstdInputStream;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.framewright.event.FailureCode;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** How a file is compressed as a whole. */
enum Packing {
    NONE("", "", 0),
    GZIP("gzip", ".gz", 0x8B1F),
    ZSTD("Zstandard", ".zst", 0xFD2FB528L);

    /** How many bytes of a file tell. */
    static final int MAGIC_LENGTH = 4;

    private static final int BUFFER = 1 << 16;
    private static final long SHORT = 0xFFFFL;

    private final String word;
    private final String ending;
    private final long magic;

    Packing(String word, String ending, long magic) {
        this.word = word;
        this.ending = ending;
        this.magic = magic;
    }

    /** What the name of a file says. */
    static Packing ofName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(GZIP.ending) ? GZIP : lower.endsWith(ZSTD.ending) ? ZSTD : NONE;
    }

    /** What the first four bytes of a file say; zeros where it has fewer. */
    static Packing ofContent(byte[] first) {
        long number = 0;
        for (int i = 0; i < first.length; i++) {
            number |= (first[i] & 0xFFL) << i * Byte.SIZE;
        }
        return number == ZSTD.magic ? ZSTD : (number & SHORT) == GZIP.magic ? GZIP : NONE;
    }

    /** What is in a file that is read from its beginning, by what it begins with. */
    static InputStream expanded(String given, PushbackInputStream raw) throws IOException {
        byte[] first = raw.readNBytes(MAGIC_LENGTH);
        raw.unread(first);
        Packing found = ofContent(first);
        Packing named = ofName(given);
        if (found == NONE && named != NONE) {
            throw new Refused(
                    FailureCode.FILE_MALFORMED,
                    "The file '" + given + "' is named " + named.ending + ", but it is not " + named.word + ".");
        }
        return switch (found) {
            case GZIP -> new GZIPInputStream(raw, BUFFER);
            case ZSTD -> new Zstandard(raw);
            case NONE -> raw;
        };
    }

    /** Packs what is written; closing it closes {@code file}. */
    OutputStream packed(OutputStream file) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPOutputStream(file, BUFFER);
            case ZSTD -> new BufferedOutputStream(new ZstdOutputStream(file), BUFFER);
            case NONE -> new BufferedOutputStream(file, BUFFER);
        };
    }

    /** What to throw when expanding fails: {@link EOFException} if the file is cut off. */
    static Refused damaged(String given, IOException broken) {
        return new Refused(
                FailureCode.FILE_MALFORMED,
                "The file '" + given + "' is compressed, but "
                        + (broken instanceof EOFException ? "ends in the middle." : "damaged."));
    }

    /** Says of a file that is damaged or cut off the same as the JDK does for gzip. */
    private static final class Zstandard extends FilterInputStream {
        private final Ending file;

        Zstandard(InputStream raw) {
            this(new Ending(raw));
        }

        private Zstandard(Ending file) {
            super(new ZstdInputStream(file));
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (Refused refused) {
                throw refused;
            } catch (RuntimeException damaged) {
                throw new ZipException("damaged");
            } catch (IOException failed) {
                if (file.ended) {
                    throw new EOFException("cut off");
                }
                throw failed;
            }
        }
    }

    /** Notes that a file has come to its end. */
    private static final class Ending extends FilterInputStream {
        private boolean ended;

        Ending(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            ended |= count < 0;
            return count;
        }
    }
}
