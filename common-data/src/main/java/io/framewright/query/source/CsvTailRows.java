package io.framewright.query.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes objects of rows of CSV, as they come. Not thread-safe. */
final class CsvTailRows implements CsvTokenizer.CsvCells {
    private final Map<String, ColumnType> types;
    private final CsvScanner scanner;
    private final char separator;
    private final CellTyping told = new CellTyping(false, MissingTexts.usual());
    private final CellTyping asked = new CellTyping(true, MissingTexts.usual());
    private final List<Cell> cells = new ArrayList<>();
    private final List<ObjectNode> made = new ArrayList<>();
    private List<String> names = List.of();
    private int refused;

    private record Cell(char[] text, boolean quoted) {}

    private CsvTailRows(Map<String, ColumnType> types, char separator, DataLimits limits) {
        this.types = types;
        this.separator = separator;
        this.scanner = new CsvScanner(separator, '"', limits.maxCellLength());
    }

    /** With the columns that the first row of the file says. */
    static CsvTailRows after(@Nullable String firstRow, CsvTail tail, DataLimits limits) {
        if (firstRow == null) {
            throw new Refused(FailureCode.FILE_ENCODING, "The first row of '" + tail.path() + "' is not UTF-8.");
        }
        char separator = tail.delimiter()
                .orElseGet(() -> CsvDelimiter.detect(firstRow.toCharArray(), firstRow.length(), '"', true));
        CsvTailRows rows = new CsvTailRows(tail.types(), separator, limits);
        rows.scan(firstRow);
        DistinctNames distinct = new DistinctNames();
        rows.names = rows.cells.stream()
                .map(cell -> distinct.next(tail.header() ? new String(cell.text()).strip() : ""))
                .toList();
        return rows;
    }

    char separator() {
        return separator;
    }

    List<ObjectNode> made() {
        return made;
    }

    int refused() {
        return refused;
    }

    /** Takes a row; null is none. A blank line is skipped, unless there is one column only. */
    void add(@Nullable String row) {
        try {
            if (row == null) {
                refused++;
                return;
            }
            scan(row);
            if (cells.size() == names.size()) {
                made.add(object());
            } else if (!row.isBlank()) {
                refused++;
            }
        } catch (Refused noRow) {
            refused++;
        }
    }

    private void scan(String row) {
        cells.clear();
        try {
            scanner.read(new StringReader(row), this);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    @Override
    public void cell(int column, char[] buffer, int from, int to, boolean quoted, long line) {
        cells.add(new Cell(Arrays.copyOfRange(buffer, from, to), quoted));
    }

    @Override
    public void endRow(int cellCount, boolean blank, long line) {}

    private ObjectNode object() {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) {
            put(row, names.get(i), cells.get(i));
        }
        return row;
    }

    private void put(ObjectNode row, String name, Cell cell) {
        char[] text = cell.text();
        int from = 0;
        int to = text.length;
        while (from < to && CellTyping.isBlank(text[from])) {
            from++;
        }
        while (to > from && CellTyping.isBlank(text[to - 1])) {
            to--;
        }
        @Nullable ColumnType type = types.get(name);
        if (type == ColumnType.STRING) {
            if (text.length > 0 || cell.quoted()) {
                row.put(name, new String(text));
            }
        } else if (!told.isMissing(text, from, to, cell.quoted())) {
            if (type == null) {
                untyped(row, name, text, from, to);
            } else if (asked.parse(type, text, from, to)) {
                row.put(name, new String(text, from, to - from));
            } else {
                throw new Refused(FailureCode.FILE_MALFORMED, name + " is not " + ColumnForms.form(type));
            }
        }
    }

    private void untyped(ObjectNode row, String name, char[] text, int from, int to) {
        switch (told.kindOf(text, from, to)) {
            case INTEGER, LONG -> row.put(name, told.parser.longValue);
            case BOOLEAN -> row.put(name, told.parser.booleanValue);
            case DOUBLE -> {
                // JSON has no infinities.
                if (Double.isFinite(told.parser.doubleValue)) {
                    row.put(name, told.parser.doubleValue);
                }
            }
            default -> row.put(name, new String(text));
        }
    }
}
