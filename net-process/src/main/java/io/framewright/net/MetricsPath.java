package io.framewright.net;

import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;

/** {@code GET /metrics}. */
final class MetricsPath {
    private final Metrics metrics;
    private final Framewright platform;

    MetricsPath(Metrics metrics, Framewright platform) {
        this.metrics = metrics;
        this.platform = platform;
    }

    Either<Failure, Answer> get(Context request) {
        byte[] text = metrics.scrape(platform).getBytes(StandardCharsets.UTF_8);
        return Either.right(Answer.bytes(200, Metrics.CONTENT_TYPE, text));
    }
}
