package io.framewright.worker;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.frame.Frame;
import io.framewright.query.WorkMonitor;
import io.framewright.query.source.DataLimits;
import io.framewright.query.source.DataRoots;
import io.framewright.query.source.LoadContext;
import io.framewright.query.source.RowsSource;
import io.framewright.serialize.Json;
import java.util.List;
import java.util.Map;

/** Frames made of rows that came by a stream: the same reading as of the source {@code rows}. */
final class RowFrames {
    private RowFrames() {}

    static Either<Failure, Frame> of(List<ObjectNode> rows, DataLimits limits) {
        ArrayNode array = Json.mapper().createArrayNode();
        array.addAll(rows);
        return new RowsSource(array, Map.of()).load(new LoadContext(DataRoots.none(), limits, WorkMonitor.NONE));
    }
}
