package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.ColumnType;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.LoadContext;
import io.framewright.query.source.RowsSource;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Frames made of rows that came by a stream: the same reading as of the source {@code rows}. */
final class RowFrames {
    private static final String TYPES = "types";

    /** What a row of JSON cannot say of itself. */
    private static final Set<ColumnType> WRITTEN_AS_TEXT =
            EnumSet.of(ColumnType.LOCAL_DATE, ColumnType.LOCAL_TIME, ColumnType.LOCAL_DATE_TIME, ColumnType.INSTANT);

    private RowFrames() {}

    /** The types of columns that a stream says, which {@link #checkTypes} has let pass. */
    static Map<String, ColumnType> types(JsonNode stream) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        stream.path(TYPES)
                .fields()
                .forEachRemaining(type ->
                        ColumnType.read(type.getValue().asText()).ifPresent(known -> types.put(type.getKey(), known)));
        return types;
    }

    /** Left {@code INVALID_COMMAND} if {@code types} is there and not an object of columns and types. */
    static Either<Failure, Map<String, ColumnType>> checkTypes(JsonFields stream) {
        if (!stream.has(TYPES)) {
            return Either.right(Map.of());
        }
        return stream.stringMap(TYPES).flatMap(types -> {
            for (String type : types.values()) {
                if (ColumnType.read(type).isEmpty()) {
                    return Either.left(stream.wrong(
                            TYPES, stream.get(TYPES), "columns and types, one of " + List.of(ColumnType.values())));
                }
            }
            return Either.right(types(Json.mapper().createObjectNode().set(TYPES, stream.get(TYPES))));
        });
    }

    /**
     * These types, and those of the columns of dates and times that a frame has: rows write them as texts. Other
     * columns tell by their values whether they fit.
     */
    static Map<String, ColumnType> types(Map<String, ColumnType> told, Optional<Frame> frame) {
        Map<String, ColumnType> types = new LinkedHashMap<>();
        frame.stream()
                .flatMap(there -> there.data().stream())
                .filter(column -> WRITTEN_AS_TEXT.contains(column.type()))
                .forEach(column -> types.put(column.name(), column.type()));
        types.putAll(told);
        return types;
    }

    static Either<Failure, Frame> of(List<ObjectNode> rows, Map<String, ColumnType> types, DataLimits limits) {
        ArrayNode array = Json.mapper().createArrayNode();
        array.addAll(rows);
        return new RowsSource(array, types).load(new LoadContext(DataRoots.none(), limits, WorkMonitor.NONE));
    }
}
