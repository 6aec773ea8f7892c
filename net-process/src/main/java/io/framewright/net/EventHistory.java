package io.framewright.net;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.framewright.client.Framewright;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.EventCodec;
import io.framewright.serialize.Json;
import io.framewright.transport.EventPage;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A worker's events as they are in its stream, by page: for those who look back rather than follow. */
final class EventHistory {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 1_000;

    private final Framewright platform;

    EventHistory(Framewright platform) {
        this.platform = platform;
    }

    /** @param last the sequence of the newest event there is, on this page or not */
    record Page(long last, Answer answer) {}

    /** Whoever takes both, as generated clients do, gets a page if they say how long it may be: a stream has no end. */
    static boolean isWanted(Context request) {
        @Nullable String accept = request.header("Accept");
        return accept != null
                && accept.contains(Answer.JSON)
                && (!accept.contains("text/event-stream") || request.queryParam("limit") != null);
    }

    /** Parameter {@code limit}: 0 only asks which is the last. */
    Either<Failure, Page> page(Context request, UUID workerId, long since) {
        return Requests.number(request, "limit", DEFAULT_LIMIT, 0, MOST)
                .flatMap(limit -> platform.recorded(workerId, since, Math.max(1, limit))
                        .filterOrElse(
                                page -> page.last() > 0 || isOnRecord(workerId),
                                none -> Requests.noSuchWorker(workerId.toString()))
                        .map(page -> new Page(page.last(), Answer.json(json(page, limit)))));
    }

    private boolean isOnRecord(UUID workerId) {
        return platform.record(workerId).fold(failure -> true, pending -> true, Optional::isPresent);
    }

    private static ObjectNode json(EventPage page, int limit) {
        ObjectNode json =
                Json.mapper().createObjectNode().put("last", page.last()).put("missed", page.missed());
        ArrayNode events = json.putArray("events");
        page.events().stream()
                .limit(limit)
                .forEach(event ->
                        events.addRawValue(new RawValue(new String(EventCodec.write(event), StandardCharsets.UTF_8))));
        return json;
    }
}
