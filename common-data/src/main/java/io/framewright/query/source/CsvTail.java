package io.framewright.query.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnType;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of a CSV file from a place on, also those that are appended to it later. The file is UTF-8, not
 * compressed, and ends its lines with LF or CRLF; a row counts once its line has ended. A cell becomes a number or a
 * truth where the source {@code csv} would take it for one, else a text; one that is missing is left out. Immutable and
 * thread-safe: how far it has come is told by a position.
 *
 * @param path relative to the data roots
 * @param delimiter between cells, of ASCII; if empty, it is found out from the first row
 * @param header whether the first row names the columns; if not, they are {@code column1}, {@code column2} …
 * @param types of columns that are not told by their cells
 */
public record CsvTail(String path, Optional<Character> delimiter, boolean header, Map<String, ColumnType> types) {
    private static final int FIRST = 1 << 14;
    private static final int NEXT = 1 << 18;

    public CsvTail {
        types = Map.copyOf(types);
    }

    /**
     * Rows one after the other.
     *
     * @param refused how many rows were none: other cells than the first row, bytes that are not UTF-8, a stray quote,
     *     a cell that is not of its type
     * @param position of the byte where the next row begins
     */
    public record Rows(List<ObjectNode> rows, int refused, long position) {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The rows from a position on, about a quarter of a megabyte of them; none as long as no row is complete.
     *
     * @param position where to go on; 0 for the first row. Behind the end of the file it means that another file stands
     *     there now, which is read from its beginning
     * @param ends whether what stands behind the last line end is a row too
     * @return left as {@link DataRoots#resolveForRead}, or {@code FILE_UNUSABLE}, or {@code MEMORY_LIMIT} for a row
     *     that is too long
     */
    public Either<Failure, Rows> after(long position, boolean ends, DataRoots roots, DataLimits limits) {
        return roots.resolveForRead(path).flatMap(file -> {
            try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
                return Either.right(read(bytes, position > bytes.size() ? 0 : position, ends, limits));
            } catch (Refused refused) {
                return Either.left(refused.failure());
            } catch (IOException unusable) {
                return Either.left(FileFailures.of(unusable, path, "read"));
            }
        });
    }

    private Rows read(SeekableByteChannel bytes, long position, boolean ends, DataLimits limits) throws IOException {
        String separators = delimiter.map(String::valueOf).orElse(CsvTailBytes.SEPARATORS);
        CsvTailBytes beginning = CsvTailBytes.read(bytes, 0, FIRST, ends, separators, limits);
        if (beginning.rows() == 0) {
            return new Rows(List.of(), 0, position);
        }
        CsvTailRows rows = CsvTailRows.after(beginning.row(0), this, limits);
        long from = Math.max(position, header ? beginning.end(0) : 0);
        CsvTailBytes next = CsvTailBytes.read(bytes, from, NEXT, ends, String.valueOf(rows.separator()), limits);
        for (int row = 0; row < next.rows(); row++) {
            rows.add(next.row(row));
        }
        return new Rows(rows.made(), rows.refused(), from + next.end(next.rows() - 1));
    }
}
