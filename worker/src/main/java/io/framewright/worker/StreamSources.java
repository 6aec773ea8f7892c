package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.JsonFields;
import io.framewright.transport.RecordReader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a command says of a stream. */
final class StreamSources {
    private static final List<String> TYPES = List.of("amqp", "redis-stream");

    private StreamSources() {}

    /**
     * The source of a stream.
     *
     * @param path how messages name the object
     * @param window messages that may be on their way into the frame at a time
     * @param position to go on after, where the source has such; null to begin where the object says
     * @return left {@code SOURCE_UNSUPPORTED} or {@code INVALID_COMMAND}
     */
    static Either<Failure, StreamSource> read(JsonNode json, String path, int window, @Nullable String position) {
        JsonFields stream = JsonFields.of(json, path);
        return stream.isObject().flatMap(object -> stream.string("type")).flatMap(type -> switch (type) {
            case "amqp" -> stream.string("queue").map(queue -> new AmqpRows(queue, window));
            case "redis-stream" ->
                stream.string("key")
                        .flatMap(key -> stream.optionalString("after")
                                .map(after -> new RedisRows(
                                        key,
                                        Optional.ofNullable(position)
                                                .or(() -> after)
                                                .orElse(RecordReader.START))));
            default ->
                Either.left(Failure.of(
                        FailureCode.SOURCE_UNSUPPORTED,
                        "There is no stream of type " + type + "; there are " + String.join(", ", TYPES) + ".",
                        "types",
                        TYPES));
        });
    }
}
