package io.framewright.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.frame.Frame;
import io.framewright.query.FrameLookup;
import io.framewright.query.Operation;
import io.framewright.query.Pipeline;
import io.framewright.query.WorkMonitor;
import io.framewright.serialize.Json;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of a request for rows ask for.
 *
 * @param workerId whose frames are asked
 * @param frame the name of the frame; empty for the only one there is
 * @param view to read instead of the frame itself
 * @param columns to give, in this order; empty for all
 * @param where which rows to give
 * @param operations what to make of these rows, as a JSON list; empty for nothing
 * @param sort by which columns, as they were written: {@code delay:desc}
 * @param offset rows to leave out
 * @param limit rows to give at most
 * @param cursor a place in a version; then {@code offset} does not count
 * @param version to read, as an earlier answer said it; empty for that of now
 */
record RowsQuestion(
        UUID workerId,
        Optional<String> frame,
        Optional<String> view,
        List<String> columns,
        Optional<String> where,
        Optional<String> operations,
        List<String> sort,
        long offset,
        long limit,
        Optional<String> cursor,
        Optional<String> version) {
    static final long DEFAULT_LIMIT = 1_000;

    private static final Set<String> PARAMETERS =
            Set.of("frame", "view", "columns", "where", "operations", "sort", "offset", "limit", "cursor", "version");

    static Either<Failure, RowsQuestion> of(UUID workerId, Context request) {
        Set<String> unknown = new TreeSet<>(request.queryParamMap().keySet());
        unknown.removeAll(PARAMETERS);
        if (!unknown.isEmpty()) {
            return Either.left(wrong(
                    String.join(", ", unknown),
                    "is no parameter of rows; there are " + String.join(", ", new TreeSet<>(PARAMETERS)) + "."));
        }
        return number(request, "offset", 0)
                .flatMap(offset -> number(request, "limit", DEFAULT_LIMIT)
                        .map(limit -> new RowsQuestion(
                                workerId,
                                given(request, "frame"),
                                given(request, "view"),
                                request.queryParams("columns"),
                                given(request, "where"),
                                given(request, "operations"),
                                request.queryParams("sort"),
                                offset,
                                limit,
                                given(request, "cursor"),
                                given(request, "version"))));
    }

    private static Optional<String> given(Context request, String name) {
        return Optional.ofNullable(request.queryParam(name)).filter(value -> !value.isBlank());
    }

    private static Either<Failure, Long> number(Context request, String name, long otherwise) {
        @Nullable String text = request.queryParam(name);
        if (text == null || text.isBlank()) {
            return Either.right(otherwise);
        }
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return Either.right(number);
            }
        } catch (NumberFormatException notANumber) {
            // Said below, together with numbers out of range.
        }
        return Either.left(wrong(name, "must be a whole number from 0 on; it is " + shortened(text) + "."));
    }

    static Failure wrong(String name, String right) {
        return Failure.of(
                FailureCode.INVALID_COMMAND, "The parameter " + name + " " + right, "field", "parameter " + name);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** The same question for other rows of its answer. */
    RowsQuestion withRange(long from, long most) {
        return new RowsQuestion(workerId, frame, view, columns, where, operations, sort, from, most, cursor, version);
    }

    /** Whether what is given are the rows of the frame as they stand, or some of them in their order. */
    boolean isPlain() {
        return view.isEmpty() && columns.isEmpty() && where.isEmpty() && operations.isEmpty() && sort.isEmpty();
    }

    /** What is asked, without the place, as a short text: the same text, the same rows in the same version. */
    String text() {
        ObjectNode json = Json.mapper().createObjectNode().put("worker", workerId.toString());
        view.ifPresent(name -> json.put("view", name));
        columns.forEach(json.withArray("/columns")::add);
        where.ifPresent(expression -> json.put("where", expression));
        operations.ifPresent(list -> json.put("operations", list));
        sort.forEach(json.withArray("/sort")::add);
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(json.toString().getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 18));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The other frames that are read: by the view, or by the operations. Empty where these cannot be read. */
    SortedSet<String> joins(Frame whole) {
        SortedSet<String> frames = view.flatMap(
                        name -> Optional.ofNullable(whole.views().get(name)))
                .map(viewed -> joins(Operation.parse(viewed.operations())))
                .orElseGet(TreeSet::new);
        frames.addAll(joins(listed()));
        return frames;
    }

    private static SortedSet<String> joins(Either<Failure, List<Operation>> list) {
        return Operation.joins(list.getOrElse(List.of()));
    }

    /**
     * What the question makes of a frame: all rows, to be given by page.
     *
     * @param others the frames that may be joined
     */
    Either<Failure, Frame> ask(Frame whole, FrameLookup others, WorkMonitor monitor) {
        Either<Failure, Frame> from =
                view.map(name -> Pipeline.view(whole, name, others, monitor)).orElseGet(() -> Either.right(whole));
        return from.flatMap(frame -> ofParameters(frame, chosen(), monitor))
                .flatMap(rows -> listed().flatMap(list -> Pipeline.apply(rows, list, others, monitor)))
                .flatMap(rows -> ofParameters(rows, ordered(rows), monitor));
    }

    private Either<Failure, List<Operation>> listed() {
        if (operations.isEmpty()) {
            return Either.right(List.of());
        }
        try {
            return Operation.parse(Json.mapper().readTree(operations.get()), "operations");
        } catch (JsonProcessingException notJson) {
            return Either.left(wrong("operations", "must be a list in JSON: " + notJson.getOriginalMessage() + "."));
        }
    }

    /** What is wrong stands in a parameter, and nobody who gives those knows of operations. */
    private static Either<Failure, Frame> ofParameters(Frame frame, ArrayNode operations, WorkMonitor monitor) {
        return Operation.parse(operations, "parameters")
                .flatMap(list -> Pipeline.apply(frame, list, monitor))
                .mapLeft(failure -> Failure.of(
                        failure.code(),
                        failure.message().replaceFirst("^operations\\[\\d+], (filter|sort|project): ", ""),
                        failure.detail().entrySet().stream()
                                .filter(each -> !each.getKey().equals("operation")
                                        && !each.getKey().equals("op"))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private ArrayNode chosen() {
        ArrayNode operations = Json.mapper().createArrayNode();
        where.ifPresent(expression -> operations.addObject().put("op", "filter").put("where", expression));
        return operations;
    }

    private ArrayNode ordered(Frame frame) {
        ArrayNode operations = Json.mapper().createArrayNode();
        List<String> keys = names(frame, sort);
        if (!keys.isEmpty()) {
            ArrayNode by = operations.addObject().put("op", "sort").putArray("by");
            keys.forEach(key -> key(frame, key, by.addObject()));
        }
        List<String> kept = names(frame, columns);
        if (!kept.isEmpty()) {
            kept.forEach(operations.addObject().put("op", "project").putArray("columns")::add);
        }
        return operations;
    }

    /** {@code delay:desc}; a column that has that for its name is meant first. */
    private static void key(Frame frame, String key, ObjectNode by) {
        int end = key.lastIndexOf(':');
        if (end < 0 || frame.column(key).isPresent()) {
            by.put("column", key);
        } else {
            by.put("column", key.substring(0, end)).put("order", key.substring(end + 1));
        }
    }

    /** Names may be given one by one, or with commas between them unless a column has commas in its name. */
    private static List<String> names(Frame frame, List<String> given) {
        List<String> names = new ArrayList<>();
        for (String text : given) {
            if (frame.column(text).isPresent()) {
                names.add(text);
            } else {
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .forEach(names::add);
            }
        }
        return names;
    }
}
