package io.framewright.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;

/**
 * What a worker knows of a frame. Immutable.
 *
 * <pre>{@code
 * worker.frames().await().peek(frames -> frames.forEach(frame -> System.out.println(frame.name())));
 * }</pre>
 *
 * @param name of the frame
 * @param rowCount how many rows it has
 * @param columns in order, those asked for if some were; of a very wide frame as many as fit an event
 * @param columnCount how many columns it has
 * @param memoryBytes an estimate of the heap that its columns take
 * @param views the names of its views
 * @param trainingSets what it can be learnt from; of very many as many as fit an event
 * @param streams what it reads just now
 * @param lineage the steps that made it, oldest first, as JSON that nobody changes
 */
public record FrameInfo(
        String name,
        long rowCount,
        List<ColumnSchema> columns,
        int columnCount,
        long memoryBytes,
        List<String> views,
        List<TrainingSetInfo> trainingSets,
        List<Stream> streams,
        List<JsonNode> lineage) {
    public FrameInfo {
        columns = List.copyOf(columns);
        views = List.copyOf(views);
        trainingSets = List.copyOf(trainingSets);
        streams = List.copyOf(streams);
        lineage = List.copyOf(lineage);
    }

    /**
     * A stream that the frame reads.
     *
     * @param streamId by which it can be ended
     * @param source what it reads, in words
     * @param rowsRead how many rows it has brought
     * @param rowsRefused how many did not fit the frame
     */
    public record Stream(UUID streamId, String source, long rowsRead, long rowsRefused) {
        static Stream of(JsonNode stream) {
            return new Stream(
                    Answers.uuid(stream.path("streamId")),
                    stream.path("source").asText(),
                    stream.path("rowsRead").asLong(),
                    stream.path("rowsRefused").asLong());
        }
    }

    static List<FrameInfo> listOf(JsonNode data) {
        return Answers.all(data.path("frames"), FrameInfo::of);
    }

    private static FrameInfo of(JsonNode frame) {
        List<ColumnSchema> columns = ColumnSchema.listOf(frame.path("columns"));
        return new FrameInfo(
                frame.path("name").asText(),
                frame.path("rowCount").asLong(),
                columns,
                frame.path("columnCount").asInt(columns.size()),
                frame.path("memoryBytes").asLong(),
                Answers.texts(frame.path("views")),
                TrainingSetInfo.listOf(frame.path("trainingSets")),
                Answers.all(frame.path("streams"), Stream::of),
                Answers.all(frame.path("lineage"), step -> step));
    }
}
