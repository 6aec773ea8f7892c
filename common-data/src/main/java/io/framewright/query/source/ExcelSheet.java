package io.framewright.query.source;

import io.framewright.query.source.ExcelDates.Kind;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of a sheet, row by row, into the columns of a frame. Where a formula is, its last result counts. Not
 * thread-safe.
 */
final class ExcelSheet {
    /** So many columns a sheet has at most. */
    private static final int MOST_COLUMNS = 1 << 14;

    private static final double MOST_WHOLE = 1e15;
    private static final int MOST_DIGITS = 18;

    private final ExcelBook book;
    private final boolean header;
    private final FrameBuilder builder;
    private final int maxText;
    private boolean sawHeader;
    private long rowNumber;
    private List<Cell> row = new ArrayList<>();

    /** @param text whether it is a text by the sheet's own saying */
    private record Cell(int column, String value, boolean text) {}

    ExcelSheet(ExcelBook book, boolean header, FrameBuilder builder, int maxText) {
        this.book = book;
        this.header = header;
        this.builder = builder;
        this.maxText = maxText;
    }

    /** Reads it once; {@link FrameBuilder#finishPass} tells whether to do so again. */
    void read(ExcelPart part) throws XMLStreamException {
        sawHeader = false;
        rowNumber = 0;
        int column = -1;
        for (String name = part.next(); name != null && !name.equals("/sheetData"); name = part.next()) {
            switch (name) {
                case "row" -> {
                    String given = part.attribute("r");
                    rowNumber = given == null ? rowNumber + 1 : ExcelBook.number(given);
                    column = -1;
                    row = new ArrayList<>();
                }
                case "c" -> {
                    String place = part.attribute("r");
                    int next = place == null ? column + 1 : columnOf(place);
                    if (next <= column || next >= MOST_COLUMNS) {
                        throw new Damaged("row " + rowNumber + " has cells that are not in order, or too many");
                    }
                    column = next;
                    Cell cell = cell(part, column);
                    if (cell != null) {
                        row.add(cell);
                    }
                }
                case "/row" -> endRow();
                default -> {}
            }
        }
    }

    private static int columnOf(String place) {
        int column = 0;
        int at = 0;
        for (; at < place.length() && place.charAt(at) >= 'A' && place.charAt(at) <= 'Z' && at < 4; at++) {
            column = column * 26 + place.charAt(at) - 'A' + 1;
        }
        if (at == 0) {
            throw new Damaged("there is a cell without a column");
        }
        return column - 1;
    }

    private @Nullable Cell cell(ExcelPart part, int column) throws XMLStreamException {
        String type = part.attribute("t", "n");
        int style = ExcelBook.number(part.attribute("s", "0"));
        @Nullable String value = null;
        for (String name = part.next(); name != null && !name.equals("/c"); name = part.next()) {
            if (name.equals("v")) {
                value = part.text();
            } else if (name.equals("is")) {
                value = ExcelBook.rich(part, "/is", maxText);
            } else if (name.equals("f")) {
                part.text();
            }
        }
        if (value == null) {
            return null;
        }
        return switch (type) {
            case "s" -> new Cell(column, book.text(ExcelBook.number(value)), true);
            case "str" -> new Cell(column, ExcelBook.unescaped(value), true);
            case "inlineStr" -> new Cell(column, value, true);
            case "b" -> new Cell(column, value.strip().equals("0") ? "false" : "true", false);
            // An error is no value.
            case "e" -> null;
            case "d" -> new Cell(column, value, false);
            default -> number(column, value.strip(), book.kind(style));
        };
    }

    private @Nullable Cell number(int column, String value, Kind kind) {
        if (value.isEmpty()) {
            return null;
        }
        double number;
        try {
            number = Double.parseDouble(value);
        } catch (NumberFormatException none) {
            throw new Damaged("row " + rowNumber + " has a number that is none");
        }
        String date = book.dates().text(number, kind);
        if (date != null) {
            return new Cell(column, date, false);
        }
        boolean digits = value.length() <= MOST_DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean whole = number == Math.rint(number) && Math.abs(number) < MOST_WHOLE;
        String text = digits || whole ? Long.toString(digits ? Long.parseLong(value) : (long) number) : null;
        return new Cell(column, text == null ? Double.toString(number) : text, false);
    }

    private void endRow() {
        if (row.isEmpty()) {
            return;
        }
        int width = row.get(row.size() - 1).column() + 1;
        if (header && !sawHeader) {
            sawHeader = true;
            if (builder.columnCount() == 0) {
                String[] names = new String[width];
                row.forEach(cell -> names[cell.column()] = cell.value());
                for (String name : names) {
                    builder.addColumn(name == null ? "" : name);
                }
            }
            return;
        }
        while (builder.columnCount() < width) {
            builder.addColumn("");
        }
        for (Cell cell : row) {
            builder.padToRow(cell.column());
            char[] text = cell.value().toCharArray();
            if (text.length > maxText) {
                throw ExcelPart.tooLong(maxText);
            }
            if (cell.text()) {
                builder.text(cell.column(), text, 0, text.length, rowNumber);
            } else {
                builder.cell(cell.column(), text, 0, text.length, false, rowNumber);
            }
        }
        builder.endRow();
    }
}
