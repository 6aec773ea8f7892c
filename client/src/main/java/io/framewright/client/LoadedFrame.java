package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A frame as a load or a modification left it. Immutable.
 *
 * <pre>{@code
 * worker.load(Sources.csv("flights.csv")).flatMap(loaded -> loaded.frame().query(Operations.limit(5)));
 * }</pre>
 *
 * @param frame to go on with; not under the command id of its own that the call had, if any
 * @param rowCount how many rows it has
 * @param columns in order; of a very wide frame as many as fit an event
 * @param columnCount how many columns it has
 * @param conversions the accounts of changes of columns' types, in their order
 * @param trainingSets those that were made
 */
public record LoadedFrame(
        RemoteFrame frame,
        long rowCount,
        List<ColumnSchema> columns,
        int columnCount,
        List<Conversion> conversions,
        List<TrainingSetInfo> trainingSets) {
    public LoadedFrame {
        columns = List.copyOf(columns);
        conversions = List.copyOf(conversions);
        trainingSets = List.copyOf(trainingSets);
    }

    static LoadedFrame of(Worker worker, JsonNode data) {
        List<ColumnSchema> columns = ColumnSchema.listOf(data.path("columns"));
        return new LoadedFrame(
                new RemoteFrame(worker.forMore(), data.path("frame").asText()),
                data.path("rowCount").asLong(),
                columns,
                data.path("columnCount").asInt(columns.size()),
                Conversion.listOf(data.path("conversions")),
                TrainingSetInfo.listOf(data.path("trainingSets")));
    }
}
