package io.framewright.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The data of a {@code _PROGRESSED} event. */
final class ProgressJson {
    private ProgressJson() {}

    /** @param total negative if unknown; then it is left out */
    static ObjectNode of(long done, long total, String unit) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("done", done);
        if (total >= 0) {
            data.put("total", total);
        }
        return data.put("unit", unit);
    }
}
