package io.framewright.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.serialize.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations that sum up a frame: filter, group, derive, project, sort.
 *
 * @param condition which rows to leave in beside those with a number
 * @param rowCount of the frame
 */
record DemoSummary(DemoColumns columns, Optional<String> condition, long rowCount) {
    /** The column of the summary to sort by and to draw. */
    String measure() {
        return columns.number().isPresent() ? free("mean") : free("rows");
    }

    /** What {@code MODIFY_WORKER_FRAME_MANAGER} is given. */
    ArrayNode operations() {
        ArrayNode operations = Json.mapper().createArrayNode();
        where().ifPresent(where -> operation(operations, "filter").put("where", where));
        group(operation(operations, "groupBy"));
        derive(
                operations,
                free("percent"),
                "round(" + free("rows") + " * 1000.0 / " + Math.max(1, rowCount) + ") / 10.0");
        if (columns.number().isPresent()) {
            derive(operations, free("mean"), "round(" + free("average") + " * 100.0) / 100.0");
        }
        ArrayNode shown = operation(operations, "project").putArray("columns");
        names().forEach(shown::add);
        operation(operations, "sort")
                .putArray("by")
                .addObject()
                .put("column", measure())
                .put("order", "desc");
        return operations;
    }

    private Optional<String> where() {
        return columns.number()
                .map(number -> "not (" + Expressions.column(number) + " is missing)")
                .map(present -> condition.map(more -> more + " and " + present).orElse(present));
    }

    private void group(ObjectNode group) {
        ArrayNode keys = group.putArray("columns");
        columns.key().ifPresent(keys::add);
        ArrayNode aggregates = group.putArray("aggregates");
        aggregates.addObject().put("function", "count").put("as", free("rows"));
        columns.number().ifPresent(number -> {
            aggregate(aggregates, number, "min", free("min"));
            aggregate(aggregates, number, "mean", free("average"));
            aggregate(aggregates, number, "max", free("max"));
        });
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        columns.key().ifPresent(names::add);
        names.add(free("rows"));
        names.add(free("percent"));
        if (columns.number().isPresent()) {
            names.addAll(List.of(free("min"), free("mean"), free("max")));
        }
        return names;
    }

    /** The key keeps its name, so no other column may have it. */
    private String free(String name) {
        return columns.key().filter(name::equalsIgnoreCase).isPresent() ? name + "_" : name;
    }

    private static void derive(ArrayNode operations, String column, String expression) {
        operation(operations, "derive").put("column", column).put("as", expression);
    }

    private static void aggregate(ArrayNode aggregates, String column, String function, String as) {
        aggregates.addObject().put("column", column).put("function", function).put("as", as);
    }

    private static ObjectNode operation(ArrayNode operations, String name) {
        return operations.addObject().put("op", name);
    }
}
