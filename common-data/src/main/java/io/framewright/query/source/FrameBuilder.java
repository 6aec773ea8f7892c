package io.framewright.query.source;

import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnNames;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gathers the columns of a load, row by row. Not thread-safe. */
final class FrameBuilder {
    private static final int SHOWN_LENGTH = 40;

    private final String place;
    private final Map<String, ColumnType> types;
    private final MissingTexts missingTexts;
    private final DataLimits limits;
    private final MemoryBudget budget;
    private final List<CellColumn> columns = new ArrayList<>();
    private final Set<String> namesInLowerCase = new HashSet<>();

    private int rows;
    private int rowsOfFirstPass = -1;

    /** @param place what the numbers in messages count: {@code Line} or {@code Row} */
    FrameBuilder(String place, Map<String, ColumnType> types, MissingTexts missingTexts, DataLimits limits) {
        this.place = place;
        this.types = types;
        this.missingTexts = missingTexts;
        this.limits = limits;
        this.budget = new MemoryBudget(limits.maxFrameBytes());
    }

    /**
     * Adds a column. Two names that differ in case only cannot stand in one frame: the later one gets {@code _2},
     * {@code _3} and so on.
     *
     * @param givenName if blank, the column is named after its place: {@code column3}
     * @return where the column stands
     */
    int addColumn(String givenName) {
        int index = columns.size();
        checkColumnCount(index + 1);
        String base = givenName.isBlank() ? "column" + (index + 1) : givenName;
        String name = base;
        for (int i = 2; !namesInLowerCase.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = base + "_" + i;
        }
        CellColumn column = new CellColumn(name, types.get(name), missingTexts, budget);
        columns.add(column);
        return index;
    }

    /** Refuses more columns than a frame may have. */
    void checkColumnCount(int count) {
        if (count > limits.maxColumns()) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "There are more than " + limits.maxColumns()
                            + " columns, which is the limit; is the delimiter right?",
                    Map.of("maxColumns", limits.maxColumns()));
        }
    }

    int columnCount() {
        return columns.size();
    }

    List<String> columnNames() {
        return columns.stream().map(CellColumn::name).toList();
    }

    int rowCount() {
        return rows;
    }

    /** Whether a cell was added to this column since the last {@link #endRow}. */
    boolean hasCell(int column) {
        return columns.get(column).holds(rows);
    }

    /** Adds a cell as {@link CellColumn#add} does. {@code line} counts from 1 and is for messages. */
    void cell(int column, char[] buffer, int from, int to, boolean quoted, long line) {
        if (!columns.get(column).add(buffer, from, to, quoted)) {
            throw notOfType(columns.get(column), new String(buffer, from, to - from), line);
        }
    }

    /** Adds a cell as {@link CellColumn#addText} does. */
    void text(int column, char[] buffer, int from, int to, long line) {
        if (!columns.get(column).addText(buffer, from, to)) {
            throw notOfType(columns.get(column), new String(buffer, from, to - from), line);
        }
    }

    /** Fills a column that the last rows left out. */
    void padToRow(int column) {
        columns.get(column).padTo(rows);
    }

    void missing(int column) {
        columns.get(column).addMissing();
    }

    /** Ends a row. Columns that got no cell in it get a missing value there later. */
    void endRow() {
        if (rows == limits.maxRows()) {
            throw new Refused(
                    FailureCode.MEMORY_LIMIT,
                    "There are more than " + rows + " rows, which is the limit.",
                    Map.of("maxRows", rows));
        }
        rows++;
    }

    /** Ends a reading of the source; tells whether it has to be read once more. */
    boolean finishPass() {
        if (rowsOfFirstPass >= 0 && rows != rowsOfFirstPass) {
            throw new Refused(FailureCode.FILE_UNUSABLE, "The file was changed while it was read; load it again.");
        }
        boolean again = false;
        for (CellColumn column : columns) {
            column.padTo(rows);
            column.finish();
            again |= column.needsSecondPass();
        }
        if (again) {
            columns.forEach(CellColumn::restart);
            rowsOfFirstPass = rows;
            rows = 0;
        }
        return again;
    }

    /** Refuses a type that was asked for a column that is not there. */
    void checkTypesAreUsed() {
        List<String> names = columnNames();
        for (String name : types.keySet()) {
            if (!names.contains(name)) {
                throw new Refused(ColumnNames.notFound(name, names));
            }
        }
    }

    /** Adds the columns that {@code types} names and that were not seen, as missing throughout. */
    void addUnseenTypedColumns() {
        Set<String> seen = new HashSet<>();
        columns.forEach(column -> seen.add(column.name()));
        for (String name : types.keySet()) {
            if (!seen.contains(name)) {
                addColumn(name);
            }
        }
    }

    /** The frame; only after {@link #finishPass} said that it has been read in full. */
    Frame build() {
        return Frame.ofColumns(columns.stream().map(CellColumn::toColumn).toList());
    }

    private Refused notOfType(CellColumn column, String text, long line) {
        String shown = shorten(text);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put(place.toLowerCase(Locale.ROOT), line);
        detail.put("column", column.name());
        detail.put("type", column.type().name());
        detail.put("value", shown);
        return new Refused(
                FailureCode.FILE_MALFORMED,
                place + " " + line + ", column '" + column.name() + "': '" + shown + "' is not "
                        + ColumnForms.form(column.type()) + ", which "
                        + column.type().name() + " asks for.",
                detail);
    }

    private static String shorten(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }
}
