package io.framewright.query.source;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.serialize.CellText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of delimited text in UTF-8 with line feeds, gzip if its name ends in {@code .gz}. A missing value is an empty
 * cell, an empty text is {@code ""}. Immutable.
 *
 * @param path relative to the data roots
 * @param header whether the first row names the columns
 */
public record CsvDestination(String path, char delimiter, boolean header) implements Destination {
    /** The name of this destination in {@code type}. */
    static final String TYPE = "csv";

    @Override
    public Either<Failure, Saved> save(Frame frame, boolean overwrite, SaveContext context) {
        if (frame.data().isEmpty()) {
            return Either.left(
                    Failure.of(FailureCode.INVALID_COMMAND, "A frame without columns cannot be written as CSV."));
        }
        return FileSaving.save(path, overwrite, context, (out, monitor) -> write(frame, out, monitor));
    }

    private long write(Frame frame, OutputStream out, SaveMonitor monitor) throws IOException {
        try (out) {
            write(frame, 0, frame.rowCount(), out, monitor);
        }
        return frame.rowCount();
    }

    /** The rows from {@code from} to before {@code to}; leaves the stream open, with nothing held back. */
    void write(Frame frame, int from, int to, OutputStream out, SaveMonitor monitor) throws IOException {
        List<Column> columns = frame.data();
        @Nullable String[] cells = new String[columns.size()];
        Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CsvWriter csv = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .commentCharacter('\uFFFE')
                .lineDelimiter(LineDelimiter.LF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(text);
        try {
            if (header) {
                csv.writeRecord(
                        columns.stream().map(Column::name).map(this::checked).toList());
            }
            for (int row = from; row < to; row++) {
                for (int column = 0; column < cells.length; column++) {
                    String cell = CellText.of(columns.get(column).data(), row);
                    cells[column] = cell == null ? null : checked(cell);
                }
                csv.writeRecord(cells);
                monitor.rowWritten(row + 1L - from, to - (long) from);
            }
            csv.flush();
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        }
    }

    private String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new Refused(
                    FailureCode.INVALID_COMMAND,
                    "A text has a NUL character in it, which CSV cannot hold; save as json.");
        }
        return text;
    }
}
