package io.framewright.serialize;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.frame.BooleanData;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnData;
import io.framewright.frame.DoubleData;
import io.framewright.frame.IntData;
import io.framewright.frame.LongData;
import java.io.IOException;
import java.util.Objects;

/**
 * The cells of one column as JSON values: numbers, booleans, and texts as {@link CellText} has them; missing is null.
 */
final class CellJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final SerializableString name;
    private final ColumnData data;

    CellJson(Column column) {
        this.name = new SerializedString(CellText.wellFormed(column.name()));
        this.data = column.data();
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
        switch (data.type()) {
            case INTEGER -> json.writeNumber(((IntData) data).values()[row]);
            case LONG -> json.writeNumber(((LongData) data).values()[row]);
            case DOUBLE -> json.writeNumber(((DoubleData) data).values()[row]);
            case BOOLEAN -> json.writeBoolean(truth(row));
            default -> json.writeString(text(row));
        }
    }

    /** The value alone. */
    JsonNode node(int row) {
        if (isNull(row)) {
            return NODES.nullNode();
        }
        return switch (data.type()) {
            case INTEGER -> NODES.numberNode(((IntData) data).values()[row]);
            case LONG -> NODES.numberNode(((LongData) data).values()[row]);
            case DOUBLE -> NODES.numberNode(((DoubleData) data).values()[row]);
            case BOOLEAN -> NODES.booleanNode(truth(row));
            default -> NODES.textNode(text(row));
        };
    }

    /** Missing, or a number that JSON has no word for. */
    private boolean isNull(int row) {
        return data.isMissing(row) || (data instanceof DoubleData doubles && !Double.isFinite(doubles.values()[row]));
    }

    private boolean truth(int row) {
        return ((BooleanData) data).values()[row] == 1;
    }

    private String text(int row) {
        return Objects.requireNonNull(CellText.of(data, row));
    }
}
