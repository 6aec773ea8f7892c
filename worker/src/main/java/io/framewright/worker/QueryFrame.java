package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.query.Operation;
import io.framewright.query.Query;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.framewright.serialize.RowsJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code QUERY_WORKER_FRAME_MANAGER}: reads a page of a frame, a view, a training set, or what operations make of them;
 * changes nothing.
 */
final class QueryFrame implements CommandHandler {
    private static final long DEFAULT_LIMIT = 100;

    @Override
    public String commandType() {
        return CommandTypes.QUERY_WORKER_FRAME_MANAGER;
    }

    @Override
    public Either<Failure, Reply> handle(Command command, CommandContext context) {
        JsonFields data = JsonFields.of(command.data(), "data");
        return FrameFields.existing(data, context.frames())
                .flatMap(name -> context.frames().find(name))
                .flatMap(frame -> ReadFrom.of(frame, data, context))
                .flatMap(from -> operations(command, data)
                        .flatMap(operations -> data.optionalLong("offset", 0, 0, Long.MAX_VALUE)
                                .flatMap(offset -> data.optionalLong("limit", DEFAULT_LIMIT, 0, Integer.MAX_VALUE)
                                        .map(limit ->
                                                new Query(from.frame(), Optional.empty(), operations, offset, limit))))
                        .flatMap(query -> query.run(FrameFields.others(context), context.monitor())
                                .flatMap(page -> reply(from, page, query.limit(), context))));
    }

    private static Either<Failure, List<Operation>> operations(Command command, JsonFields data) {
        return data.has("operations")
                ? data.list("operations")
                        .flatMap(list -> Operation.parse(command.data().path("operations"), "data.operations"))
                : Either.right(List.of());
    }

    private static Either<Failure, Reply> reply(ReadFrom from, Query.Page page, long limit, CommandContext context) {
        ObjectNode data = Json.mapper().createObjectNode();
        int room = putSet(data, from, context.eventLimitBytes() - FrameFields.RESERVED_BYTES);
        room = FrameFields.putColumns(data, page.columns(), NotesJson.put(data, page.notes(), room));
        RowsJson.Page rows = RowsJson.page(page.rows(), 0, limit, room);
        if (!rows.complete()) {
            return Either.left(tooLarge(rows.rows().size(), limit, context.eventLimitBytes()));
        }
        data.set("rows", rows.rows());
        data.put("rowCount", page.rowCount());
        return Either.right(Reply.of(data));
    }

    /** Tells of the training set that was read in a quarter of the room; gives back what is left. */
    private static int putSet(ObjectNode data, ReadFrom from, int room) {
        if (from.set() == null || from.setName() == null) {
            return room;
        }
        ObjectNode set = TrainingSetJson.of(from.setName(), from.set(), room / 4);
        data.set("trainingSet", set);
        return room - TrainingSetJson.bytes(set);
    }

    private static Failure tooLarge(int fit, long limit, int eventLimitBytes) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("limitBytes", eventLimitBytes);
        detail.put("limit", limit);
        detail.put("rowsThatFit", fit);
        String advice = fit > 0
                ? "ask for " + fit + " rows at a time (limit " + fit + ", then offset " + fit + ", and so on)"
                : "not even one row fits: project fewer columns, or save the frame to a file";
        return Failure.of(
                FailureCode.RESULT_TOO_LARGE,
                "These rows do not fit an event of " + eventLimitBytes + " bytes; " + advice + ".",
                detail);
    }
}
