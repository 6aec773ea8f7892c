package io.framewright.net;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.framewright.serialize.JsonFields;
import io.framewright.serialize.Uuids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions for rows as callers of Flight write them: as a path, or as JSON in a cmd or a ticket. */
final class FlightQuestion {
    private static final String NAME = "the question";

    private FlightQuestion() {}

    /** What a descriptor asks for. */
    static Either<Failure, RowsQuestion> of(FlightWire.Descriptor descriptor) {
        if (descriptor.isPath()) {
            return ofPath(descriptor.path());
        }
        return descriptor.isCmd()
                ? ofJson(descriptor.cmd())
                : Either.left(Failure.of(
                        FailureCode.INVALID_COMMAND,
                        "A FlightDescriptor must be a path of a worker's UUID and the name of a frame, or a cmd in"
                                + " JSON."));
    }

    private static Either<Failure, RowsQuestion> ofPath(List<String> path) {
        if (path.isEmpty() || path.size() > 2) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "A path must be the UUID of a worker, and the name of a frame if it has several; this has "
                            + path.size() + " parts."));
        }
        Optional<String> frame = path.size() == 2 ? Optional.of(path.get(1)) : Optional.empty();
        return Uuids.read(path.get(0))
                .<Either<Failure, RowsQuestion>>map(worker -> Either.right(plain(worker, frame)))
                .orElseGet(() -> Either.left(Requests.noSuchWorker(shortened(path.get(0)))));
    }

    /** All rows of a frame. */
    static RowsQuestion plain(UUID worker, Optional<String> frame) {
        return new RowsQuestion(
                worker,
                frame,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0,
                Long.MAX_VALUE,
                Optional.empty(),
                Optional.empty());
    }

    /** Reads JSON in UTF-8. */
    static Either<Failure, RowsQuestion> ofJson(byte[] json) {
        JsonNode node;
        try {
            node = Json.mapper().readTree(json);
        } catch (IOException notJson) {
            return Either.left(notJson());
        }
        return node != null && node.isObject() ? ofFields(JsonFields.of(node, NAME)) : Either.left(notJson());
    }

    private static Failure notJson() {
        return Failure.of(
                FailureCode.MALFORMED_COMMAND,
                "What is asked for must be an object in JSON, such as {\"worker\": \"UUID\", \"frame\": \"NAME\"}, or a"
                        + " ticket that a FlightInfo had.");
    }

    private static Either<Failure, RowsQuestion> ofFields(JsonFields given) {
        return given.rejectUnknown(
                        "worker",
                        "frame",
                        "view",
                        "columns",
                        "where",
                        "operations",
                        "sort",
                        "offset",
                        "limit",
                        "version")
                .flatMap(fields -> fields.uuid("worker")
                        .flatMap(worker -> texts(fields, "columns")
                                .flatMap(columns -> texts(fields, "sort")
                                        .flatMap(sort -> operations(fields)
                                                .flatMap(operations ->
                                                        rest(fields, worker, columns, operations, sort))))));
    }

    private static Either<Failure, RowsQuestion> rest(
            JsonFields fields, UUID worker, List<String> columns, Optional<String> operations, List<String> sort) {
        return Either.map4(
                        fields.optionalString("frame"),
                        fields.optionalString("view"),
                        fields.optionalString("where"),
                        fields.optionalString("version"),
                        (frame, view, where, version) -> new RowsQuestion(
                                worker, frame, view, columns, where, operations, sort, 0, 0, Optional.empty(), version))
                .flatMap(question -> fields.optionalLong("offset", 0, 0, Long.MAX_VALUE)
                        .flatMap(offset -> fields.optionalLong("limit", Long.MAX_VALUE, 0, Long.MAX_VALUE)
                                .map(limit -> question.withRange(offset, limit))));
    }

    /** One text, or a list of them. */
    private static Either<Failure, List<String>> texts(JsonFields fields, String name) {
        @Nullable JsonNode value = fields.get(name);
        if (value == null) {
            return Either.right(List.of());
        }
        return value.isTextual() ? fields.string(name).map(List::of) : fields.strings(name);
    }

    private static Either<Failure, Optional<String>> operations(JsonFields fields) {
        @Nullable JsonNode value = fields.get("operations");
        if (value == null) {
            return Either.right(Optional.empty());
        }
        return value.isArray()
                ? Either.right(Optional.of(value.toString()))
                : Either.left(fields.wrong("operations", value, "a list of operations"));
    }

    /**
     * The ticket for some rows of one version of a frame.
     *
     * @param version that the rows are of; empty for that of when they are read
     */
    static byte[] ticket(RowsQuestion question, String frame, Optional<String> version, long offset, long limit) {
        ObjectNode json = Json.mapper()
                .createObjectNode()
                .put("worker", question.workerId().toString());
        if (!frame.isEmpty()) {
            json.put("frame", frame);
        }
        question.view().ifPresent(name -> json.put("view", name));
        if (!question.columns().isEmpty()) {
            question.columns().forEach(json.putArray("columns")::add);
        }
        question.where().ifPresent(expression -> json.put("where", expression));
        question.operations().ifPresent(list -> json.set("operations", read(list)));
        if (!question.sort().isEmpty()) {
            question.sort().forEach(json.putArray("sort")::add);
        }
        version.ifPresent(name -> json.put("version", name));
        json.put("offset", offset).put("limit", limit);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode read(String ours) {
        try {
            return Json.mapper().readTree(ours);
        } catch (IOException weWroteIt) {
            throw new UncheckedIOException(weWroteIt);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
