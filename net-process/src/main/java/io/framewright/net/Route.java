package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.javalin.http.Context;

/**
 * A path that is answered.
 *
 * @param method such as {@code GET}
 * @param path as Javalin has it: {@code /workers/{workerId}/info}
 * @param access what somebody must be allowed to do
 * @param handling what answers
 */
record Route(String method, String path, Access access, Handling handling) {
    /** Answers a request; a pending answer keeps no thread. */
    @FunctionalInterface
    interface Handling {
        Either<Failure, Answer> handle(Context request);
    }

    static Route get(String path, Access access, Handling handling) {
        return new Route("GET", path, access, handling);
    }

    static Route post(String path, Access access, Handling handling) {
        return new Route("POST", path, access, handling);
    }

    static Route delete(String path, Access access, Handling handling) {
        return new Route("DELETE", path, access, handling);
    }
}
