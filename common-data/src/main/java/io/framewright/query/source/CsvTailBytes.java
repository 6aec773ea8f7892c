package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes of a CSV file in UTF-8, cut into rows where a line ends outside of quotes. Not thread-safe. */
final class CsvTailBytes {
    /** One of them stands between the cells, as long as it is not known which. */
    static final String SEPARATORS = ",;\t|";

    private static final String MARK = "\uFEFF";

    private final byte[] bytes;
    private int[] ends = new int[16];
    private int rows;

    private CsvTailBytes(byte[] bytes, boolean toEnd, String separators) {
        this.bytes = bytes;
        Within within = Within.BEGINNING;
        for (int i = 0; i < bytes.length; i++) {
            within = within.then((char) bytes[i], separators);
            if (bytes[i] == '\n' && within == Within.BEGINNING) {
                end(i + 1, rows);
            }
        }
        if (toEnd && end(rows - 1) < bytes.length) {
            end(bytes.length, rows);
        }
    }

    /** Where in a cell a byte is. */
    private enum Within {
        BEGINNING,
        PLAIN,
        QUOTES,
        /** Behind what may be the closing quote, or the first of two. */
        QUOTE;

        Within then(char next, String separators) {
            if (this == QUOTES) {
                return next == '"' ? QUOTE : QUOTES;
            }
            if (next == '"' && this != PLAIN) {
                return QUOTES;
            }
            return next == '\n' || separators.indexOf(next) >= 0 ? BEGINNING : PLAIN;
        }
    }

    /**
     * About {@code length} bytes from a place on, more if no row ends in them.
     *
     * @param toEnd whether what stands behind the last line end is a row too
     * @param separators of which each may end a cell
     */
    static CsvTailBytes read(
            SeekableByteChannel file, long from, int length, boolean toEnd, String separators, DataLimits limits)
            throws IOException {
        long left = Math.max(0, file.size() - from);
        for (long wanted = length; ; wanted *= 2) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(wanted, left));
            file.position(from);
            int count = 0;
            while (buffer.hasRemaining() && count >= 0) {
                count = file.read(buffer);
            }
            byte[] read = Arrays.copyOf(buffer.array(), buffer.position());
            CsvTailBytes cut = new CsvTailBytes(read, toEnd && wanted >= left, separators);
            if (cut.rows > 0 || wanted >= left) {
                return cut;
            }
            if (wanted > limits.maxCellLength()) {
                throw new Refused(
                        FailureCode.MEMORY_LIMIT,
                        "The row at byte " + from + " has more than " + wanted + " bytes; is a quote not closed?",
                        Map.of("byteOffset", from, "maxCellLength", limits.maxCellLength()));
            }
        }
    }

    private void end(int at, int row) {
        ends = row < ends.length ? ends : Arrays.copyOf(ends, 2 * row);
        ends[row] = at;
        rows = row + 1;
    }

    int rows() {
        return rows;
    }

    /** Where a row ends, counted from where these bytes begin; 0 of the row before the first. */
    int end(int row) {
        return row < 0 ? 0 : ends[row];
    }

    /** A row with its line end, but without the mark of a byte order; null if it is not UTF-8. */
    @Nullable
    String row(int row) {
        int from = end(row - 1);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, end(row) - from))
                    .toString();
            return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
        } catch (CharacterCodingException notUtf8) {
            return null;
        }
    }
}
