package io.framewright.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.client.query.Operation;
import java.util.List;

/**
 * A question to a frame: what to make of it, and which rows of that to read. Immutable.
 *
 * <pre>{@code
 * Query second = Query.of(Operations.sort("origin")).onView("late").page(100, 100);
 * }</pre>
 *
 * @param view the view to start from; empty for the frame itself
 * @param set the training set to start from, as a table of numbers; empty for the frame itself; not together with a
 *     view
 * @param operations applied in order
 * @param offset how many rows of the result to leave out
 * @param limit how many rows to read at most; 0 for as many as the worker chooses (100)
 */
public record Query(String view, String set, List<Operation> operations, long offset, int limit) {
    public Query {
        operations = List.copyOf(operations);
        if (offset < 0 || limit < 0) {
            throw new IllegalArgumentException("offset and limit count rows from 0 on");
        }
        if (!view.isEmpty() && !set.isEmpty()) {
            throw new IllegalArgumentException("a view or a training set is read, not both");
        }
    }

    /** The first rows of what these operations make of a frame. */
    public static Query of(Operation... operations) {
        return new Query("", "", List.of(operations), 0, 0);
    }

    /** The same of what a view shows. */
    public Query onView(String name) {
        return new Query(name, set, operations, offset, limit);
    }

    /** The same of a training set, as a table of numbers: the columns that predict, then the responder. */
    public Query onSet(String name) {
        return new Query(view, name, operations, offset, limit);
    }

    /** At most {@code rows} of the rows after the first {@code skipped}. */
    public Query page(long skipped, int rows) {
        return new Query(view, set, operations, skipped, rows);
    }

    ObjectNode write(ObjectNode data) {
        if (!view.isEmpty()) {
            data.put("view", view);
        }
        if (!set.isEmpty()) {
            data.put("set", set);
        }
        data.set("operations", Operation.list(operations));
        if (offset > 0) {
            data.put("offset", offset);
        }
        if (limit > 0) {
            data.put("limit", limit);
        }
        return data;
    }
}
