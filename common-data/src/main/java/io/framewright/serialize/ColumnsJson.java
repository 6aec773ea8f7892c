package io.framewright.serialize;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.ColumnInfo;
import io.framewright.frame.Feature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The columns of a frame as protocol.md, section 6 has them. */
public final class ColumnsJson {
    private ColumnsJson() {}

    /**
     * Per column, in order, {@code name}, {@code type}, {@code missing} (how many rows have no value) and
     * {@code feature}: an object with what was said of {@code role}, {@code description} and {@code unit}, empty if
     * nothing was. The array belongs to the caller.
     */
    public static ArrayNode of(List<ColumnInfo> infos) {
        ArrayNode columns = Json.mapper().createArrayNode();
        infos.forEach(info -> columns.add(of(info)));
        return columns;
    }

    /** The same of one column. */
    public static ObjectNode of(ColumnInfo info) {
        ObjectNode column = Json.mapper().createObjectNode();
        column.put("name", CellText.wellFormed(info.name()));
        column.put("type", info.type().name());
        column.put("missing", info.missing());
        feature(column.putObject("feature"), info.feature());
        return column;
    }

    private static void feature(ObjectNode node, Feature feature) {
        put(node, "role", feature.role());
        put(node, "description", feature.description());
        put(node, "unit", feature.unit());
    }

    private static void put(ObjectNode node, String field, @Nullable String said) {
        if (said != null) {
            node.put(field, CellText.wellFormed(said));
        }
    }
}
