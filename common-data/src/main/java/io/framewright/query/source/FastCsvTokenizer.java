package io.framewright.query.source;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.RecordWrapper;
import io.framewright.event.FailureCode;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tokenises with FastCSV. The library takes a quote that is never closed for one that ends with the file; so the text
 * is given an end mark, a NUL on a line of its own, which is swallowed by such a quote and stands alone otherwise.
 */
final class FastCsvTokenizer implements CsvTokenizer {
    private static final char END_MARK = 0;
    /** A character that is in no text, for files without quoting. */
    private static final char NO_QUOTE = '\uFFFF';

    private final char delimiter;
    private final char quote;
    private final int maxCellLength;

    /** @param quote null if nothing is quoted */
    FastCsvTokenizer(char delimiter, @Nullable Character quote, int maxCellLength) {
        this.delimiter = delimiter;
        this.quote = quote == null ? NO_QUOTE : quote;
        this.maxCellLength = maxCellLength;
    }

    @Override
    public void read(Reader text, CsvCells cells) throws IOException {
        Handler handler = new Handler(cells);
        try (CsvReader<Row> reader = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(quote)
                .commentCharacter('\uFFFE')
                .skipEmptyLines(false)
                .ignoreDifferentFieldCount(true)
                .acceptCharsAfterQuotes(false)
                .maxBufferSize(maxCellLength)
                .build(handler, new EndMarked(text))) {
            reader.forEach(row -> {
                throw new IllegalStateException("rows are never built");
            });
        } catch (CsvParseException | UncheckedIOException wrapped) {
            throw handler.failure(wrapped);
        }
    }

    /** No record is ever built: the cells go straight on. */
    private enum Row {}

    private final class Handler extends AbstractBaseCsvCallbackHandler<Row> {
        private final CsvCells cells;
        private long line;
        private boolean ended;

        Handler(CsvCells cells) {
            this.cells = cells;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
        }

        @Override
        protected void handleField(int column, char[] buffer, int offset, int length, boolean quoted) {
            if (length > 0 && buffer[offset + length - 1] == END_MARK) {
                if (quoted) {
                    throw new Refused(
                            FailureCode.FILE_MALFORMED,
                            "A quote that opens in the row at line " + line + " is never closed.",
                            Map.of("line", line));
                }
                ended = true;
                return;
            }
            cells.cell(column, buffer, offset, offset + length, quoted, line);
        }

        @Override
        protected @Nullable RecordWrapper<Row> buildRecord() {
            if (!ended) {
                cells.endRow(getFieldCount(), isEmptyLine(), line);
            }
            return null;
        }

        /** What the library's exception was about. */
        RuntimeException failure(RuntimeException wrapped) throws IOException {
            for (@Nullable Throwable cause = wrapped; cause != null; cause = cause.getCause()) {
                if (cause instanceof Refused refused) {
                    return refused;
                }
                if (cause instanceof IOException io) {
                    throw io;
                }
                if (cause instanceof Error error) {
                    throw error;
                }
                if (cause.getMessage() != null && cause.getMessage().startsWith("The maximum buffer size")) {
                    return new Refused(
                            FailureCode.MEMORY_LIMIT,
                            "A cell of the row at line " + line + " has more than " + maxCellLength
                                    + " characters, which is the limit; is a quote not closed?",
                            Map.of("line", line, "maxCellLength", maxCellLength));
                }
            }
            return new Refused(
                    FailureCode.FILE_MALFORMED,
                    "In the row at line " + line + " something stands between a closing quote and the next delimiter;"
                            + " a quote inside a quoted cell is written twice.",
                    Map.of("line", line));
        }
    }

    /** Puts the end mark after the text. */
    private static final class EndMarked extends FilterReader {
        private boolean atLineStart = true;
        private boolean ended;

        EndMarked(Reader text) {
            super(text);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            if (ended) {
                return -1;
            }
            // The library asks for more than its buffer has room for once that is as large as it may be.
            int count = super.read(buffer, offset, Math.min(length, buffer.length - offset));
            if (count > 0) {
                char last = buffer[offset + count - 1];
                atLineStart = last == '\n' || last == '\r';
                return count;
            }
            if (!atLineStart) {
                buffer[offset] = '\n';
                atLineStart = true;
                return 1;
            }
            buffer[offset] = END_MARK;
            ended = true;
            return 1;
        }
    }
}
