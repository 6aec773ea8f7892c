package io.framewright.client.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * Rows that stand in the command itself.
 *
 * <pre>{@code
 * Source cities = Sources.rows(List.of(Map.of("city", "Quito", "celsius", 14), Map.of("city", "Lagos")))
 *         .withType("celsius", ColumnType.DOUBLE);
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class RowsSource extends Source {
    RowsSource(ObjectNode json) {
        super(json);
    }

    static RowsSource of(List<? extends Map<String, ?>> rows) {
        ObjectNode json = typed("rows");
        ArrayNode list = json.putArray("rows");
        rows.forEach(row -> list.add(Cells.object(row)));
        return new RowsSource(json);
    }

    /** The type of a column, which else is inferred; dates and times have to be asked for. */
    public RowsSource withType(String column, ColumnType type) {
        return new RowsSource(ColumnTypes.adding(this, column, type));
    }

    /** The types of columns, which else are inferred. */
    public RowsSource withTypes(Map<String, ColumnType> types) {
        return new RowsSource(ColumnTypes.adding(this, types));
    }
}
