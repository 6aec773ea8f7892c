package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A sheet of a workbook of Excel, {@code .xlsx}.
 *
 * <pre>{@code
 * Source people = Sources.excel("people.xlsx").withSheet("staff").withType("zip", ColumnType.STRING);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class ExcelSource extends Source {
    ExcelSource(ObjectNode json) {
        super(json);
    }

    /** The sheet of this name; else the first. */
    public ExcelSource withSheet(String sheet) {
        return new ExcelSource(with("sheet", sheet));
    }

    /** Whether the first row that is not blank names the columns, as it does unless said otherwise. */
    public ExcelSource withHeader(boolean header) {
        return new ExcelSource(with("header", header));
    }

    /** The type of a column, which else is inferred. */
    public ExcelSource withType(String column, ColumnType type) {
        return new ExcelSource(ColumnTypes.adding(this, column, type));
    }

    /** The types of columns, which else are inferred. */
    public ExcelSource withTypes(Map<String, ColumnType> types) {
        return new ExcelSource(ColumnTypes.adding(this, types));
    }
}
