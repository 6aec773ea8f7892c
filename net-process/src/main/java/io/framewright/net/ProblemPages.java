package io.framewright.net;

import io.framewright.event.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Problems of requests that never get as far as a route: heads that are too large, or cannot be read. */
final class ProblemPages extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        byte[] body = body(response.getStatus());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        return ByteBuffer.wrap(body(status));
    }

    /** The status stands as it was found out; what is said about it is said by code, as everywhere. */
    private static byte[] body(int status) {
        return Problem.json(failure(status)).put("status", status).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Failure failure(int status) {
        return switch (status) {
            case 404 -> HttpCode.NO_SUCH_PATH.failure("There is nothing at this path.");
            case 408 -> HttpCode.REQUEST_TIMED_OUT.failure("The request did not come in time.");
            case 414, 431 ->
                HttpCode.HEADERS_TOO_LARGE.failure("The first line and the headers of the request are too large.");
            default -> HttpCode.MALFORMED_REQUEST.failure("The request cannot be read as HTTP.");
        };
    }
}
