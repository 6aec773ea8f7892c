package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a stream of bytes and refuses what is no text in the encoding, with the offset of the first bad byte, which
 * the JDK's readers do not tell. A byte order mark decides between UTF-8 and UTF-16 where no encoding was asked for,
 * and is never part of the text. Refuses NUL characters, which no text file has. Not thread-safe.
 */
final class TextReader extends Reader {
    private static final int BUFFER = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String given;
    private final InputStream in;
    private final long maxBytes;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final Charset charset;
    private final CharsetDecoder decoder;

    private long bytesBeforeBuffer;
    private boolean endOfInput;
    private boolean atStart = true;

    /** @param asked null for UTF-8, or what a byte order mark says */
    TextReader(String given, InputStream in, @Nullable Charset asked, long maxBytes) throws IOException {
        this.given = given;
        this.in = in;
        this.maxBytes = maxBytes;
        fill();
        this.charset = asked != null ? asked : charsetOfMark();
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = decode(buffer, offset, length);
        if (count > 0 && atStart) {
            atStart = false;
            if (buffer[offset] == BYTE_ORDER_MARK) {
                count--;
                System.arraycopy(buffer, offset + 1, buffer, offset, count);
                count = count == 0 ? decode(buffer, offset, length) : count;
            }
        }
        for (int i = offset; i < offset + count; i++) {
            if (buffer[i] == 0) {
                throw binary();
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** At least one character, or -1 at the end. */
    private int decode(char[] buffer, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(buffer, offset, length);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, endOfInput);
            if (result.isError()) {
                throw notDecodable();
            }
            int count = chars.position() - offset;
            if (count > 0) {
                return count;
            }
            if (result.isOverflow()) {
                throw new IOException("There is no room for one character");
            }
            if (endOfInput) {
                return -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        bytesBeforeBuffer += bytes.position();
        bytes.compact();
        try {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            endOfInput = count < 0;
            bytes.position(bytes.position() + Math.max(0, count));
        } catch (EOFException | ZipException broken) {
            throw Packing.damaged(given, broken);
        }
        bytes.flip();
        if (bytesBeforeBuffer + bytes.limit() > maxBytes) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "The file '" + given + "' has more than " + maxBytes + " bytes once it is expanded, the limit.",
                    Map.of("maxExpandedBytes", maxBytes));
        }
    }

    private Charset charsetOfMark() throws IOException {
        while (bytes.limit() < 3 && !endOfInput) {
            fill();
        }
        if (bytes.limit() >= 2) {
            int first = bytes.get(0) & 0xff;
            int second = bytes.get(1) & 0xff;
            if (first == 0xfe && second == 0xff) {
                return StandardCharsets.UTF_16BE;
            }
            if (first == 0xff && second == 0xfe) {
                return StandardCharsets.UTF_16LE;
            }
        }
        return StandardCharsets.UTF_8;
    }

    private Refused notDecodable() {
        for (int i = 0; i < bytes.limit(); i++) {
            if (bytes.get(i) == 0 && !charset.name().startsWith("UTF-16")) {
                return binary();
            }
        }
        long offset = bytesBeforeBuffer + bytes.position();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("encoding", charset.name());
        detail.put("byteOffset", offset);
        return new Refused(
                FailureCode.FILE_ENCODING,
                "The file '" + given + "' is not " + charset.name() + ": the byte at offset " + offset + " (0x"
                        + Integer.toHexString(bytes.get(bytes.position()) & 0xff)
                        + ") fits nothing. Give its encoding, for example \"encoding\": \"windows-1252\".",
                detail);
    }

    private Refused binary() {
        return new Refused(
                FailureCode.FILE_MALFORMED,
                "The file '" + given + "' is binary, not text: it has NUL characters. If it is UTF-16 without a byte"
                        + " order mark, give \"encoding\": \"UTF-16LE\" or \"UTF-16BE\".");
    }
}
