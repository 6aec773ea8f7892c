package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Column;
import io.framewright.frame.ColumnInfo;
import io.framewright.frame.Frame;
import io.framewright.query.Statistics;
import io.framewright.serialize.ColumnsJson;
import io.framewright.serialize.StatisticsJson;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a frame are told, and what of them.
 *
 * @param names those that are told, in this order; none for all
 * @param statistics whether their values are looked at
 */
record ColumnsTold(Optional<List<String>> names, boolean statistics) {
    /**
     * Puts the columns into an object: as many as fit the room, and {@code columnCount} if they are not all of the
     * frame. Statistics are computed of those only. Left: COLUMN_NOT_FOUND, MEMORY_LIMIT, COMMAND_CANCELLED.
     */
    Either<Failure, ObjectNode> put(ObjectNode json, Frame frame, int room, CommandContext context) {
        ArrayNode told = json.putArray("columns");
        Either<Failure, Integer> left = Either.right(room);
        for (String name : names.orElseGet(frame::columnNames)) {
            left = left.flatMap(before -> before < 0
                    ? Either.right(before)
                    : frame.find(name)
                            .flatMap(column -> one(frame, column, context))
                            .map(one -> {
                                int after = before - TrainingSetJson.bytes(one) - 1;
                                if (after >= 0) {
                                    told.add(one);
                                }
                                return after;
                            }));
        }
        return left.map(done -> {
            if (told.size() < frame.columnNames().size()) {
                json.put("columnCount", frame.columnNames().size());
            }
            return json;
        });
    }

    private Either<Failure, ObjectNode> one(Frame frame, Column column, CommandContext context) {
        ObjectNode json = ColumnsJson.of(
                new ColumnInfo(column.name(), column.type(), column.data().missing(), frame.feature(column.name())));
        return statistics
                ? Statistics.of(column, context.limits().maxFrameBytes(), context.monitor())
                        .map(computed -> json.set("statistics", StatisticsJson.of(computed)))
                : Either.right(json);
    }
}
