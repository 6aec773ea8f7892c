package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code /openapi.json}: all paths as OpenAPI 3.1. A test holds it to the paths that are answered. */
final class OpenApi {
    private final byte[] document;

    OpenApi() {
        try (InputStream resource = OpenApi.class.getResourceAsStream("openapi.json")) {
            document = Objects.requireNonNull(resource, "openapi.json").readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading openapi.json", unreadable);
        }
    }

    Either<Failure, Answer> get(Context request) {
        return Either.right(Answer.bytes(200, Answer.JSON, document));
    }
}
