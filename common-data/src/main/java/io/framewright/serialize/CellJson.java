package io.framewright.serialize;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.Objects;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.columns.Column;

/**
 * The cells of one column as JSON values: numbers, booleans, and texts as {@link CellText} has them; missing is null.
 */
final class CellJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Column<?> column;
    private final SerializableString name;
    private final Kind kind;

    private enum Kind {
        WHOLE,
        DECIMAL,
        TRUTH,
        TEXT
    }

    CellJson(Column<?> column) {
        this.column = column;
        this.name = new SerializedString(CellText.wellFormed(column.name()));
        if (column instanceof IntColumn || column instanceof LongColumn || column instanceof ShortColumn) {
            kind = Kind.WHOLE;
        } else if (column instanceof DoubleColumn || column instanceof FloatColumn) {
            kind = Kind.DECIMAL;
        } else {
            kind = column instanceof BooleanColumn ? Kind.TRUTH : Kind.TEXT;
        }
    }

    String name() {
        return name.getValue();
    }

    /** Writes field name and value. */
    void write(JsonGenerator json, int row) throws IOException {
        json.writeFieldName(name);
        if (isNull(row)) {
            json.writeNull();
            return;
        }
        switch (kind) {
            case WHOLE -> json.writeNumber(whole(row));
            case DECIMAL -> json.writeNumber(decimal(row));
            case TRUTH -> json.writeBoolean(truth(row));
            case TEXT -> json.writeString(text(row));
        }
    }

    /** The value alone. */
    JsonNode node(int row) {
        if (isNull(row)) {
            return NODES.nullNode();
        }
        return switch (kind) {
            case WHOLE -> NODES.numberNode(whole(row));
            case DECIMAL -> NODES.numberNode(decimal(row));
            case TRUTH -> NODES.booleanNode(truth(row));
            case TEXT -> NODES.textNode(text(row));
        };
    }

    /** Missing, or a number that JSON has no word for. */
    private boolean isNull(int row) {
        return column.isMissing(row) || (kind == Kind.DECIMAL && !Double.isFinite(decimal(row)));
    }

    private long whole(int row) {
        if (column instanceof IntColumn ints) {
            return ints.getInt(row);
        }
        return column instanceof LongColumn longs ? longs.getLong(row) : ((ShortColumn) column).getShort(row);
    }

    private double decimal(int row) {
        if (column instanceof DoubleColumn doubles) {
            return doubles.getDouble(row);
        }
        // By way of its decimal digits: 0.1f is 0.1, not 0.10000000149011612.
        return Double.parseDouble(Float.toString(((FloatColumn) column).getFloat(row)));
    }

    private boolean truth(int row) {
        return ((BooleanColumn) column).getByte(row) == 1;
    }

    private String text(int row) {
        return Objects.requireNonNull(CellText.of(column, row));
    }
}
