package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** {@code /metrics}. */
final class Metrics {
    Either<Failure, Answer> get(Context request) {
        return Either.right(
                Answer.bytes(200, "text/plain; version=0.0.4; charset=utf-8", "".getBytes(StandardCharsets.UTF_8)));
    }
}
