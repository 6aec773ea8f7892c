package io.framewright.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.Json;
import io.javalin.http.Context;
import java.util.List;

/** {@code /health/…}: of this process, for those who start and restart it. */
final class HealthPaths {
    private final Host host;

    HealthPaths(Host host) {
        this.host = host;
    }

    /** That there is an answer is the answer. */
    Either<Failure, Answer> live(Context request) {
        return Either.right(Answer.json(Json.mapper().createObjectNode().put("live", true)));
    }

    /** Whether it can do its work; 503 names what is missing. */
    Either<Failure, Answer> ready(Context request) {
        List<Host.Missing> missing = host.missing();
        ObjectNode json = Json.mapper().createObjectNode().put("ready", missing.isEmpty());
        ObjectNode problems = json.putObject("problems");
        missing.forEach(each -> problems.put(each.name(), each.message()));
        json.put("workers", host.workers().size());
        return Either.right(Answer.json(missing.isEmpty() ? 200 : 503, json));
    }
}
