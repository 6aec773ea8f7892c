package io.framewright.net;

import io.framewright.event.Failure;
import java.util.Map;

/** The stable codes of failures that only HTTP has (docs/guide/http.md); the others are those of commands. */
enum HttpCode {
    /** There is nothing at this path. */
    NO_SUCH_PATH(404),
    /** The path is there and does not take this method. */
    METHOD_NOT_ALLOWED(405),
    /** Nothing that the path has is of a form that is accepted. */
    NOT_ACCEPTABLE(406),
    /** The request did not come in time. */
    REQUEST_TIMED_OUT(408),
    /** The version of the frame that was paged through is no longer kept. */
    VERSION_GONE(410),
    /** The body is of a form that the path does not take. */
    MEDIA_TYPE_UNSUPPORTED(415),
    /** The request is for another host than this one. */
    HOST_NOT_ALLOWED(421),
    /** The page of another site sent the request. */
    ORIGIN_NOT_ALLOWED(403),
    /** The request is none of HTTP, or its parts cannot be read. */
    MALFORMED_REQUEST(400),
    /** The head of the request is too large. */
    HEADERS_TOO_LARGE(431),
    /** There are too many requests at a time or in a time. */
    TOO_MANY_REQUESTS(429),
    /** No outcome is known of a command of this id. */
    NO_SUCH_COMMAND(404),
    /** Who asks has not said who they are, or it is not believed. */
    TOKEN_MISSING(401),
    /** The token stands for somebody who may not do this. */
    ROLE_MISSING(403),
    /** This server is for looking only. */
    READ_ONLY(403),
    /** Whoever runs this process does not let frames be pushed there. */
    PUSH_NOT_ALLOWED(403),
    /** What a frame is pushed to does not take it. */
    PUSH_REFUSED(502),
    /** There is no push that could be taken up. */
    NO_SUCH_PUSH(404),
    /** The place for uploads is full. */
    UPLOADS_FULL(507),
    /** The process that holds the worker cannot be asked. */
    NODE_UNREACHABLE(502);

    private final int status;

    HttpCode(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    Failure failure(String message) {
        return Failure.of(name(), message, Map.of());
    }

    Failure failure(String message, String key, Object value) {
        return Failure.of(name(), message, Map.of(key, value));
    }
}
