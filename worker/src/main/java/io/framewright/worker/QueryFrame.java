package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.command.Command;
import io.framewright.command.CommandTypes;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.Operation;
import io.framewright.query.Pipeline;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.framewright.serialize.RowsJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code QUERY_WORKER_FRAME_MANAGER}: reads a page of a frame, a view, or what operations make of them; changes
 * nothing.
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
                .flatMap(frame -> data.optionalString("view").flatMap(view -> viewed(frame, view, context)))
                .flatMap(frame -> operations(command, data)
                        .flatMap(operations ->
                                Pipeline.apply(frame, operations, FrameFields.others(context), context.monitor())))
                .flatMap(frame -> data.optionalLong("offset", 0, 0, Long.MAX_VALUE)
                        .flatMap(offset -> data.optionalLong("limit", DEFAULT_LIMIT, 0, Integer.MAX_VALUE)
                                .flatMap(limit -> page(frame, offset, limit, context))));
    }

    static Either<Failure, Frame> viewed(Frame frame, Optional<String> view, CommandContext context) {
        return view.isEmpty()
                ? Either.right(frame)
                : Pipeline.view(frame, view.get(), FrameFields.others(context), context.monitor());
    }

    private static Either<Failure, List<Operation>> operations(Command command, JsonFields data) {
        return data.has("operations")
                ? data.list("operations")
                        .flatMap(list -> Operation.parse(command.data().path("operations"), "data.operations"))
                : Either.right(List.of());
    }

    private static Either<Failure, Reply> page(Frame frame, long offset, long limit, CommandContext context) {
        ObjectNode data = Json.mapper().createObjectNode();
        int room = FrameFields.putColumns(data, frame, context.eventLimitBytes() - FrameFields.RESERVED_BYTES);
        RowsJson.Page page = RowsJson.page(frame, offset, limit, room);
        if (!page.complete()) {
            return Either.left(tooLarge(page.rows().size(), limit, context.eventLimitBytes()));
        }
        data.set("rows", page.rows());
        data.put("rowCount", frame.rowCount());
        return Either.right(Reply.of(data));
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
