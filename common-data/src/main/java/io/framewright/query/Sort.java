package io.framewright.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.Frame;
import io.framewright.serialize.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Orders the rows by columns: stable, missing values last in both directions. */
record Sort(List<Key> by) implements Operation {
    /** Bytes a row that ordering takes: two longs to sort, and the order itself. */
    static final long ORDER_WIDTH = 2L * Long.BYTES + Integer.BYTES;

    Sort {
        by = List.copyOf(by);
    }

    record Key(String column, boolean descending) {}

    static Either<Failure, Sort> read(JsonFields fields) {
        return fields.rejectUnknown("op", "by").flatMap(known -> keys(fields)).map(Sort::new);
    }

    /** The list {@code by}. */
    static Either<Failure, List<Key>> keys(JsonFields fields) {
        return fields.list("by").flatMap(list -> keys(list, fields));
    }

    private static Either<Failure, List<Key>> keys(List<JsonNode> list, JsonFields fields) {
        if (list.isEmpty()) {
            return Either.left(fields.wrong("by", fields.get("by"), "a list of one {\"column\", \"order\"} or more"));
        }
        Either<Failure, List<Key>> keys = Either.right(new ArrayList<>());
        for (int i = 0; i < list.size(); i++) {
            JsonFields key = JsonFields.of(list.get(i), fields.path() + ".by[" + i + "]");
            keys = keys.flatMap(before -> key.isObject()
                    .flatMap(object -> object.rejectUnknown("column", "order"))
                    .flatMap(Sort::key)
                    .map(read -> {
                        before.add(read);
                        return before;
                    }));
        }
        return keys;
    }

    private static Either<Failure, Key> key(JsonFields fields) {
        return fields.string("column")
                .flatMap(column -> fields.has("order")
                        ? fields.oneOf("order", Set.of("asc", "desc"))
                                .map(order -> new Key(column, order.equals("desc")))
                        : Either.right(new Key(column, false)));
    }

    @Override
    public String op() {
        return "sort";
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = OperationReader.json(op());
        write(by, json);
        return json;
    }

    /** Puts the list {@code by}. */
    static void write(List<Key> by, ObjectNode json) {
        ArrayNode keys = json.putArray("by");
        by.forEach(key -> keys.addObject().put("column", key.column()).put("order", key.descending() ? "desc" : "asc"));
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, WorkMonitor monitor) {
        return apply(frame, FrameLookup.NONE, monitor);
    }

    @Override
    public Either<Failure, Frame> apply(Frame frame, FrameLookup others, WorkMonitor monitor) {
        RowChunks chunks = RowChunks.of(monitor);
        return Chosen.columns(frame, by.stream().map(Key::column).toList())
                .flatMap(columns -> ResultSize.work("Sorting", frame, workWidth(frame), others.maxFrameBytes())
                        .map(fits -> {
                            int[] order = RowOrder.of(keys(by, columns), frame.rowCount(), chunks);
                            return RowGather.reordered(frame, order, chunks);
                        }));
    }

    /** Ordering is done when the rows are put into that order. */
    private static long workWidth(Frame frame) {
        return Math.max(ORDER_WIDTH, Integer.BYTES + ResultSize.width(frame));
    }

    /** The first rows only, as {@link TopRows} finds them. */
    Either<Failure, Frame> first(Frame frame, int wanted, WorkMonitor monitor) {
        RowChunks chunks = RowChunks.of(monitor);
        return Chosen.columns(frame, by.stream().map(Key::column).toList()).map(columns -> {
            int[] top = TopRows.of(keys(by, columns), frame.rowCount(), wanted, chunks);
            return RowGather.scattered(frame, top, top.length, chunks);
        });
    }

    /** What rows are ordered by, of these columns. */
    static List<RowOrder.Key> keys(List<Key> by, List<Column> columns) {
        List<RowOrder.Key> keys = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            keys.add(new RowOrder.Key(columns.get(i).data(), by.get(i).descending()));
        }
        return keys;
    }
}
