package io.framewright.serialize;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.frame.Frame;
import java.io.IOException;
import java.util.List;

/**
 * Rows of a frame as JSON objects, one field a column in the order of the columns. Whole numbers stay whole however
 * large; dates and times are ISO 8601 texts; missing values, NaN and infinities are null.
 */
public final class RowsJson {
    private RowsJson() {}

    /**
     * Some rows of a frame.
     *
     * @param rows the objects; belongs to the caller
     * @param bytes what {@code rows} takes as UTF-8 without blanks
     * @param complete whether all rows that were asked for are there; if not, {@code rows.size()} of them fit into the
     *     bytes that were allowed, and asking for so many at once would do (0: not even the first row fits)
     */
    public record Page(ArrayNode rows, long bytes, boolean complete) {}

    /**
     * Rows from {@code offset} on, {@code limit} at most, as long as they fit into {@code maxBytes}.
     *
     * @param offset from 0; beyond the last row gives no rows
     * @param limit 0 or more
     */
    public static Page page(Frame frame, long offset, long limit, long maxBytes) {
        List<CellJson> cells = cells(frame);
        long[] nameBytes = cells.stream()
                .mapToLong(cell -> JsonLength.ofText(cell.name()) + 1)
                .toArray();
        int first = (int) Math.min(Math.max(0, offset), frame.rowCount());
        int end = (int) Math.min(frame.rowCount(), first + Math.max(0, Math.min(limit, frame.rowCount())));
        ArrayNode rows = Json.mapper().createArrayNode();
        long bytes = 2;
        for (int row = first; row < end; row++) {
            ObjectNode object = rows.objectNode();
            // Braces and the commas between fields; a comma before every row but the first.
            long more = 2 + Math.max(0, cells.size() - 1) + (row > first ? 1 : 0);
            for (int column = 0; column < nameBytes.length; column++) {
                JsonNode value = cells.get(column).node(row);
                object.set(cells.get(column).name(), value);
                more += nameBytes[column] + JsonLength.of(value);
            }
            if (bytes + more > maxBytes) {
                return new Page(rows, bytes, false);
            }
            bytes += more;
            rows.add(object);
        }
        return new Page(rows, bytes, true);
    }

    /**
     * Writes the rows from {@code first} to before {@code end}, each as an object; the array around is the caller's.
     */
    public static void write(JsonGenerator json, Frame frame, int first, int end) throws IOException {
        List<CellJson> cells = cells(frame);
        for (int row = first; row < end; row++) {
            json.writeStartObject();
            for (CellJson cell : cells) {
                cell.write(json, row);
            }
            json.writeEndObject();
        }
    }

    private static List<CellJson> cells(Frame frame) {
        return frame.data().stream().map(CellJson::new).toList();
    }
}
