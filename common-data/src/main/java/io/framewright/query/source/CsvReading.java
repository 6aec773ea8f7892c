package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.Cores;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one CSV file into a frame: in blocks ({@link BlockReading}) where that can be, else character by character,
 * which is slower, takes any file, and says what is wrong. A line without one character is skipped, unless the file has
 * one column: it is a missing value then, so that a frame of one column can be written and read back.
 */
final class CsvReading implements CsvTokenizer.CsvCells {
    private static final int SAMPLE = 1 << 16;

    private final String given;
    private final boolean header;
    private final FrameBuilder builder;

    /** The cells of the first row that is not blank, as long as that is being read. */
    private final List<FirstCell> firstRow = new ArrayList<>();

    private boolean sawFirstRow;
    private boolean addsColumns;
    private boolean emptyFirstCell;
    private int leadingBlankLines;

    record FirstCell(char[] text, boolean quoted) {
        String name() {
            String name = new String(text);
            return quoted ? name : name.strip();
        }
    }

    private CsvReading(String given, boolean header, FrameBuilder builder) {
        this.given = given;
        this.header = header;
        this.builder = builder;
    }

    static Frame read(CsvSource source, DataFile file, DataLimits limits) throws IOException {
        return read(source, file, limits, Cores.shared(), BlockReading.BLOCK);
    }

    /** @param blockSize how many bytes are read at once, more or less, where a file can be read in blocks */
    static Frame read(CsvSource source, DataFile file, DataLimits limits, Cores cores, int blockSize)
            throws IOException {
        @Nullable Character quote = source.quote().orElse(null);
        char delimiter = source.delimiter().isPresent() ? source.delimiter().get() : delimiterOf(file, quote);
        int passesBefore = 0;
        try (@Nullable FileBytes bytes = file.openBytes()) {
            if (bytes != null) {
                passesBefore = 2;
                LoadWatch watch = new LoadWatch(file.monitor(), 2 * file.size());
                return BlockReading.read(source, delimiter, limits, bytes, watch, cores, blockSize);
            }
        } catch (Unusual leftToTheGeneralWay) {
            file.checkUnchanged();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (Refused refused) {
            if (refused.failure().code().equals(FailureCode.COMMAND_CANCELLED.name())) {
                throw refused;
            }
        }
        return readText(source, file, limits, delimiter, passesBefore);
    }

    /** Reads any file, character by character. */
    static Frame readText(CsvSource source, DataFile file, DataLimits limits, char delimiter, int passesBefore)
            throws IOException {
        @Nullable Character quote = source.quote().orElse(null);
        MissingTexts missing = source.missing().map(MissingTexts::of).orElseGet(MissingTexts::usual);
        FrameBuilder builder = new FrameBuilder("Line", source.types(), missing, limits);
        CsvReading reading = new CsvReading(source.path(), source.header(), builder);
        CsvTokenizer tokenizer = new CsvScanner(delimiter, quote, limits.maxCellLength());
        reading.pass(true, passesBefore + 1, file, tokenizer);
        builder.checkTypesAreUsed();
        if (builder.finishPass()) {
            file.checkUnchanged();
            reading.pass(false, passesBefore + 2, file, tokenizer);
            builder.finishPass();
        }
        return builder.build();
    }

    private void pass(boolean first, int number, DataFile file, CsvTokenizer tokenizer) throws IOException {
        addsColumns = first;
        sawFirstRow = false;
        leadingBlankLines = 0;
        try (Reader text = file.open(number)) {
            tokenizer.read(text, this);
        }
        if (!sawFirstRow) {
            throw new Refused(
                    FailureCode.FILE_EMPTY, "The file '" + given + "' is empty: it has nothing but blank lines.");
        }
    }

    @Override
    public void cell(int column, char[] buffer, int from, int to, boolean quoted, long line) {
        if (!sawFirstRow) {
            builder.checkColumnCount(column + 1);
            firstRow.add(new FirstCell(Arrays.copyOfRange(buffer, from, to), quoted));
        } else if (column == 0 && from == to && !quoted && builder.columnCount() > 1) {
            // A blank line begins like this too: the next cell tells.
            emptyFirstCell = true;
        } else if (column < builder.columnCount()) {
            if (emptyFirstCell) {
                builder.missing(0);
                emptyFirstCell = false;
            }
            builder.cell(column, buffer, from, to, quoted, line);
        }
    }

    @Override
    public void endRow(int cellCount, boolean blank, long line) {
        emptyFirstCell = false;
        if (!sawFirstRow) {
            endFirstRow(blank, line);
        } else if (!blank || builder.columnCount() == 1) {
            if (cellCount != builder.columnCount()) {
                throw ragged(cellCount, line);
            }
            builder.endRow();
        }
    }

    private void endFirstRow(boolean blank, long line) {
        if (blank) {
            leadingBlankLines++;
            firstRow.clear();
            return;
        }
        sawFirstRow = true;
        if (addsColumns) {
            firstRow.forEach(cell -> builder.addColumn(header ? cell.name() : ""));
        }
        if (!header) {
            firstRowAsData(line);
        }
        firstRow.clear();
    }

    private void firstRowAsData(long line) {
        for (int row = 0; row < leadingBlankLines && firstRow.size() == 1; row++) {
            builder.missing(0);
            builder.endRow();
        }
        for (int column = 0; column < firstRow.size(); column++) {
            FirstCell cell = firstRow.get(column);
            builder.cell(column, cell.text(), 0, cell.text().length, cell.quoted(), line);
        }
        builder.endRow();
    }

    private Refused ragged(int found, long line) {
        int expected = builder.columnCount();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("line", line);
        detail.put("expected", expected);
        detail.put("found", found);
        return new Refused(
                FailureCode.FILE_MALFORMED,
                "The row at line " + line + " of '" + given + "' has " + found + (found == 1 ? " cell" : " cells")
                        + " where " + expected + (expected == 1 ? " is" : " are")
                        + " expected; if the delimiter is another, give it as \"delimiter\".",
                detail);
    }

    static char delimiterOf(DataFile file, @Nullable Character quote) throws IOException {
        char[] sample = new char[SAMPLE];
        int length = 0;
        int count = 0;
        try (Reader text = file.openForLook()) {
            while (length < sample.length && (count = text.read(sample, length, sample.length - length)) >= 0) {
                length += count;
            }
        }
        return CsvDelimiter.detect(sample, length, quote, count < 0);
    }
}
