package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.serialize.Json;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Failures as problem details (RFC 9457): the one place where they become those, and which status they have. */
final class Problem {
    static final String CONTENT_TYPE = "application/problem+json";

    private static final int UNPROCESSABLE = 422;
    private static final Map<FailureCode, Integer> STATUS = new EnumMap<>(FailureCode.class);

    static {
        put(400, FailureCode.MALFORMED_COMMAND, FailureCode.INVALID_COMMAND, FailureCode.EXPRESSION_INVALID);
        put(403, FailureCode.PATH_NOT_ALLOWED, FailureCode.SOURCE_NOT_ALLOWED);
        put(404, FailureCode.NO_SUCH_WORKER, FailureCode.FRAME_NOT_FOUND, FailureCode.VIEW_NOT_FOUND);
        put(404, FailureCode.SET_NOT_FOUND, FailureCode.STREAM_NOT_FOUND, FailureCode.DEAD_LETTER_NOT_FOUND);
        put(409, FailureCode.WORKER_EXISTS, FailureCode.FRAME_EXISTS, FailureCode.VIEW_EXISTS, FailureCode.SET_EXISTS);
        put(409, FailureCode.COLUMN_EXISTS, FailureCode.FILE_EXISTS, FailureCode.TABLE_EXISTS, FailureCode.KEY_EXISTS);
        put(409, FailureCode.STREAM_EXISTS, FailureCode.COMMAND_ID_REUSED, FailureCode.COMMAND_CANCELLED);
        put(409, FailureCode.COMMAND_EXPIRED, FailureCode.QUEUE_TYPE_DIFFERS);
        put(413, FailureCode.MESSAGE_TOO_LARGE);
        put(500, FailureCode.INTERNAL_ERROR, FailureCode.POISON_COMMAND);
        put(502, FailureCode.DATABASE_UNAVAILABLE);
        put(503, FailureCode.BROKER_UNAVAILABLE, FailureCode.REDIS_UNAVAILABLE, FailureCode.CLUSTER_UNAVAILABLE);
        put(503, FailureCode.NO_PROCESS_MANAGER, FailureCode.NO_NODE_MATCHES, FailureCode.CLIENT_CLOSED);
        put(504, FailureCode.TIMED_OUT);
        put(507, FailureCode.MEMORY_LIMIT);
    }

    private Problem() {}

    private static void put(int status, FailureCode... codes) {
        for (FailureCode code : codes) {
            STATUS.put(code, status);
        }
    }

    /**
     * The status of a failure; what the request asks for is understood and cannot be done where nothing else is said.
     */
    static int status(Failure failure) {
        for (HttpCode code : HttpCode.values()) {
            if (code.name().equals(failure.code())) {
                return code.status();
            }
        }
        return FailureCode.named(failure.code())
                .map(code -> STATUS.getOrDefault(code, UNPROCESSABLE))
                .orElse(UNPROCESSABLE);
    }

    /**
     * {@code type}, {@code title}, {@code status}, {@code detail}, {@code code}, and {@code values} if there are any.
     */
    static ObjectNode json(Failure failure) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("type", "urn:framewright:failure:" + failure.code());
        json.put("title", title(failure.code()));
        json.put("status", status(failure));
        json.put("detail", failure.message());
        json.put("code", failure.code());
        if (!failure.detail().isEmpty()) {
            json.set("values", Json.mapper().valueToTree(failure.detail()));
        }
        return json;
    }

    /** The answer, unless its body has begun. */
    static void write(Failure failure, Context request) {
        if (request.res().isCommitted()) {
            return;
        }
        int status = status(failure);
        Audit.ofFailure(request, failure.code());
        if (status == 401) {
            request.header("WWW-Authenticate", "Bearer realm=\"framewright\"");
        }
        if (status == 429 || status == 503) {
            request.header("Retry-After", "1");
        }
        request.status(status).contentType(CONTENT_TYPE).header("Cache-Control", "no-store");
        request.removeHeader("ETag").removeHeader("Link");
        request.result(json(failure).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String title(String code) {
        String words = code.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
