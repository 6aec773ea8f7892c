package io.framewright.query.source;

import io.framewright.event.FailureCode;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits CSV into cells as RFC 4180 has it, with any of the three line ends. Quotes count at the beginning of a cell
 * only; what is quoted may hold delimiters and line ends, and the quote itself twice. One buffer, no object per cell.
 *
 * <p>FastCSV, which we write with, is not used to read: 3.7.0 loses the last cell of a row that holds a lone carriage
 * return in quotes, and does not notice a quote that is never closed. Not thread-safe.
 */
final class CsvScanner implements CsvTokenizer {
    private static final int BUFFER = 1 << 16;
    /** A character that is in no text, for files without quoting. */
    private static final char NO_QUOTE = '\uFFFF';

    private final char delimiter;
    private final char quote;
    private final int maxCellLength;

    private char[] buffer = new char[BUFFER];
    private int length;
    private int at;
    /** Where the cell under way begins: what stands before is not needed any more. */
    private int start;

    private long line;
    private long rowLine;

    /** @param quote null if nothing is quoted */
    CsvScanner(char delimiter, @Nullable Character quote, int maxCellLength) {
        this.delimiter = delimiter;
        this.quote = quote == null ? NO_QUOTE : quote;
        this.maxCellLength = maxCellLength;
    }

    @Override
    public void read(Reader text, CsvCells cells) throws IOException {
        length = 0;
        at = 0;
        start = 0;
        line = 1;
        while (hasMore(text)) {
            row(text, cells);
        }
    }

    private void row(Reader text, CsvCells cells) throws IOException {
        rowLine = line;
        int column = 0;
        boolean blank = false;
        while (true) {
            boolean quoted = hasMore(text) && buffer[at] == quote;
            int cellLength = quoted ? quoted(text, cells, column) : plain(text, cells, column);
            if (!hasMore(text)) {
                blank = column == 0 && cellLength == 0 && !quoted;
                break;
            }
            char end = buffer[at++];
            start = at;
            if (end != delimiter) {
                blank = column == 0 && cellLength == 0 && !quoted;
                line++;
                if (end == '\r' && hasMore(text) && buffer[at] == '\n') {
                    start = ++at;
                }
                break;
            }
            column++;
        }
        cells.endRow(column + 1, blank, rowLine);
    }

    /** A cell without quotes; returns its length. */
    private int plain(Reader text, CsvCells cells, int column) throws IOException {
        char separator = delimiter;
        do {
            char[] chars = buffer;
            int end = length;
            int i = at;
            while (i < end) {
                char c = chars[i];
                if (c == separator || c == '\n' || c == '\r') {
                    break;
                }
                i++;
            }
            at = i;
        } while (at == length && fill(text));
        return emit(cells, column, start, at, false);
    }

    /** A quoted cell, unescaped in place; leaves {@link #at} on what ends it. Returns its length. */
    private int quoted(Reader text, CsvCells cells, int column) throws IOException {
        long openedOn = line;
        // The opening quote stays before the text, so that an empty cell still has a place in the buffer.
        int kept = 1;
        at++;
        while (true) {
            if (!hasMore(text)) {
                throw new Refused(
                        FailureCode.FILE_MALFORMED,
                        "The quote that opens at line " + openedOn + " is never closed.",
                        Map.of("line", openedOn));
            }
            char c = buffer[at++];
            if (c == quote) {
                if (!hasMore(text) || buffer[at] != quote) {
                    break;
                }
                at++;
            } else if (c == '\n' || (c == '\r' && !(hasMore(text) && buffer[at] == '\n'))) {
                line++;
            }
            buffer[start + kept++] = c;
        }
        int cellLength = emit(cells, column, start + 1, start + kept, true);
        if (hasMore(text) && buffer[at] != delimiter && buffer[at] != '\n' && buffer[at] != '\r') {
            throw new Refused(
                    FailureCode.FILE_MALFORMED,
                    "At line " + line
                            + " there is text between a closing quote and the next delimiter; a quote inside a"
                            + " quoted cell is written twice.",
                    Map.of("line", line));
        }
        return cellLength;
    }

    private int emit(CsvCells cells, int column, int from, int to, boolean quoted) {
        if (to - from > maxCellLength) {
            throw tooLong();
        }
        cells.cell(column, buffer, from, to, quoted, rowLine);
        return to - from;
    }

    private boolean hasMore(Reader text) throws IOException {
        return at < length || fill(text);
    }

    /** Reads on behind what there is of the cell under way; false at the end of the text. */
    private boolean fill(Reader text) throws IOException {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, length - start);
            length -= start;
            at -= start;
            start = 0;
        }
        if (length == buffer.length) {
            // Unescaping may leave a quoted cell with half of what it takes in the file.
            if (length / 2 > maxCellLength || length == Growth.MAX_LENGTH) {
                throw tooLong();
            }
            buffer = Arrays.copyOf(buffer, (int) Math.min(Growth.MAX_LENGTH, 2L * length));
        }
        int count = text.read(buffer, length, buffer.length - length);
        if (count <= 0) {
            return false;
        }
        length += count;
        return true;
    }

    private Refused tooLong() {
        return new Refused(
                FailureCode.MEMORY_LIMIT,
                "A cell of the row at line " + rowLine + " has more than " + maxCellLength
                        + " characters, which is the limit; is a quote not closed?",
                Map.of("line", rowLine, "maxCellLength", maxCellLength));
    }
}
