package io.framewright.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.ColumnType;
import io.framewright.query.source.CsvTail;
import io.framewright.serialize.JsonFields;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.RecordReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a command says of a stream. */
final class StreamSources {
    static final List<String> TYPES = List.of("amqp", "redis-stream", "redis-channel", "csv");

    private StreamSources() {}

    /**
     * The source of a stream.
     *
     * @param path how messages name the object
     * @param window messages that may be on their way into the frame at a time
     * @param position to go on after, where the source has such; null to begin where the object says
     * @return left {@code SOURCE_UNSUPPORTED}, {@code SOURCE_NOT_ALLOWED} or {@code INVALID_COMMAND}
     */
    static Either<Failure, StreamSource> read(
            JsonNode json, String path, int window, @Nullable String position, WorkerConfig config) {
        JsonFields stream = JsonFields.of(json, path);
        return stream.isObject()
                .flatMap(object -> RowFrames.checkTypes(stream))
                .flatMap(types -> stream.string("type").flatMap(type -> switch (type) {
                    case "amqp" ->
                        known(stream, "queue")
                                .flatMap(fields -> stream.string("queue"))
                                .flatMap(StreamSources::notOurQueue)
                                .map(queue -> new AmqpRows(queue, window));
                    case "redis-stream" ->
                        known(stream, "key", "after")
                                .flatMap(fields -> stream.string("key"))
                                .flatMap(StreamSources::notOurKey)
                                .flatMap(key -> stream.optionalString("after")
                                        .map(after -> new RedisRows(
                                                key,
                                                Optional.ofNullable(position)
                                                        .or(() -> after)
                                                        .orElse(RecordReader.START))));
                    case "redis-channel" ->
                        known(stream, "channel")
                                .flatMap(fields -> stream.string("channel"))
                                .map(channel -> new ChannelRows(channel, ChannelRows.MOST_WAITING));
                    case "csv" -> csv(stream, types, position, config);
                    default ->
                        Either.left(Failure.of(
                                FailureCode.SOURCE_UNSUPPORTED,
                                "There is no stream of type " + type + "; there are " + String.join(", ", TYPES) + ".",
                                "types",
                                TYPES));
                }));
    }

    private static Either<Failure, StreamSource> csv(
            JsonFields stream, Map<String, ColumnType> types, @Nullable String position, WorkerConfig config) {
        return known(stream, "path", "follow", "delimiter", "header")
                .flatMap(fields -> stream.string("path"))
                .flatMap(path -> delimiter(stream)
                        .flatMap(delimiter -> stream.optionalBoolean("header", true)
                                .map(header -> new CsvTail(path, delimiter, header, types))))
                .flatMap(tail -> stream.optionalBoolean("follow", false)
                        .map(follow -> new CsvRows(
                                tail,
                                follow,
                                position == null ? 0 : Long.parseLong(position),
                                config.dataRoots(),
                                config.limits())));
    }

    private static Either<Failure, Optional<Character>> delimiter(JsonFields stream) {
        return stream.optionalString("delimiter")
                .flatMap(given -> given.isEmpty() || isDelimiter(given.get())
                        ? Either.right(given.map(text -> text.charAt(0)))
                        : Either.left(stream.wrong(
                                "delimiter",
                                stream.get("delimiter"),
                                "one character of ASCII, for example \",\" or \"\\t\"")));
    }

    private static boolean isDelimiter(String text) {
        return text.length() == 1 && text.charAt(0) < 128 && "\"\r\n\0".indexOf(text.charAt(0)) < 0;
    }

    private static Either<Failure, JsonFields> known(JsonFields stream, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.add("type");
        all.add("types");
        return stream.rejectUnknown(all.toArray(String[]::new)).map(none -> stream);
    }

    /** Commands of a worker would be taken for rows, and be lost to it. */
    private static Either<Failure, String> notOurQueue(String queue) {
        return queue.equals(DestinationNames.PROCESS_MANAGER_QUEUE)
                        || DestinationNames.workerOfQueue(queue).isPresent()
                ? notAllowed("queue", queue)
                : Either.right(queue);
    }

    private static Either<Failure, String> notOurKey(String key) {
        return DestinationNames.isOwn(key) ? notAllowed("key", key) : Either.right(key);
    }

    private static Either<Failure, String> notAllowed(String what, String name) {
        return Either.left(Failure.of(
                FailureCode.SOURCE_NOT_ALLOWED,
                "The " + what + " " + name + " is one of the platform's own; rows come from others.",
                what,
                name));
    }
}
