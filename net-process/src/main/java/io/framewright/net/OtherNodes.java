package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.HostAddresses;
import io.framewright.transport.WorkerRecord;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Asks the process that holds a worker, and hands its answer on as it comes. A request that was handed on once is not
 * handed on again: where a worker has just moved, the caller is told to try again.
 */
final class OtherNodes {
    /** Says which process handed a request on. */
    static final String FORWARDED_BY = "Framewright-Forwarded-By";

    /** The newest event that the caller of that process may have been told of. */
    private static final String AFTER = "Framewright-After";

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration FIRST_BYTE = Duration.ofSeconds(60);
    private static final List<String> ASKED_WITH =
            List.of("Accept", "Authorization", "Content-Type", "If-None-Match", "Prefer", "traceparent", "tracestate");
    /** Headers of the answer that are about the connection, or that this server writes itself. */
    private static final Set<String> NOT_HANDED_ON =
            Set.of("connection", "transfer-encoding", "keep-alive", "date", "server", "framewright-access", ":status");

    private final HostAddresses addresses;
    private final UUID self;
    private final HttpClient client;

    private OtherNodes(HostAddresses addresses, UUID self, HttpClient client) {
        this.addresses = addresses;
        this.self = self;
        this.client = client;
    }

    /** Those that talk TLS are believed if they show what this process would. */
    static Either<Failure, OtherNodes> of(HttpConfig config, HttpPorts ports, Executor executor) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor);
        return config.rules()
                .keys()
                .map(keys -> keys.peers().map(client::sslContext))
                .orElseGet(() -> Either.right(client))
                .map(ready -> new OtherNodes(ports.addresses(), ports.host().managerId(), ready.build()));
    }

    /** Whether another process has been asked before this one. */
    static boolean isHandedOn(Context request) {
        return request.header(FORWARDED_BY) != null;
    }

    /** What the process that handed a request on has told of; 0 if nothing, or if nobody handed it on. */
    static long toldElsewhere(Context request) {
        String after = request.header(AFTER);
        return after != null && isHandedOn(request) && after.matches("\\d{1,18}") ? Long.parseLong(after) : 0;
    }

    /** @param after the newest event that was told here: the answer is to be of its frames at least */
    Either<Failure, Answer> ask(Context request, WorkerRecord record, long after) {
        if (isHandedOn(request)) {
            return Either.left(unreachable(record, "has just moved to another process"));
        }
        return addresses
                .find(record.managerId())
                .flatMap(found -> found.map(address -> askOther(request, record, address, after))
                        .orElseGet(() -> Either.left(unreachable(
                                record,
                                "is held by a process that does not listen for" + " HTTP (start it with --http)"))));
    }

    /** Whoever listens where another did before must not ask itself: its threads would all wait for each other. */
    private Either<Failure, Answer> askOther(Context request, WorkerRecord record, URI address, long after) {
        return addresses
                .find(self)
                .flatMap(own -> own.equals(Optional.of(address))
                        ? Either.left(
                                unreachable(record, "was held by a process that is gone, and is being taken over"))
                        : ask(request, record, address, after));
    }

    private Either<Failure, Answer> ask(Context request, WorkerRecord record, URI address, long after) {
        String path = "/workers/" + record.workerId() + pathBehindWorker(request);
        String query = request.queryString();
        HttpRequest.Builder asking = HttpRequest.newBuilder(
                        URI.create(address + path + (query == null ? "" : "?" + query)))
                .timeout(FIRST_BYTE)
                .method(request.method().name(), body(request))
                .header(FORWARDED_BY, self.toString())
                .header(AFTER, Long.toString(after));
        for (String name : ASKED_WITH) {
            String value = request.header(name);
            if (value != null) {
                asking.header(name, value);
            }
        }
        try {
            HttpResponse<InputStream> response = client.send(asking.build(), HttpResponse.BodyHandlers.ofInputStream());
            return Either.right(handOn(response));
        } catch (IOException away) {
            return Either.left(unreachable(
                    record,
                    "is held by a process at " + address + " that does not answer ("
                            + away.getClass().getSimpleName() + ")"));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Either.left(unreachable(record, "could not be asked for before this process ended"));
        }
    }

    /** What is read only once is not sent twice: where the process cannot be reached the caller tries again. */
    private static HttpRequest.BodyPublisher body(Context request) {
        HttpServletRequest read = request.req();
        return read.getContentLengthLong() == 0 || read.getContentLengthLong() < 0 && request.contentType() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofInputStream(() -> {
                    try {
                        return read.getInputStream();
                    } catch (IOException gone) {
                        throw new UncheckedIOException(gone);
                    }
                });
    }

    private static String pathBehindWorker(Context request) {
        String path = request.path();
        return path.startsWith("/workers/") ? path.substring("/workers/".length() + 36) : path;
    }

    private static Answer handOn(HttpResponse<InputStream> response) {
        return answering -> {
            try (InputStream body = response.body()) {
                answering.status(response.statusCode());
                for (Map.Entry<String, List<String>> header :
                        response.headers().map().entrySet()) {
                    if (!NOT_HANDED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                        answering.header(header.getKey(), String.join(", ", header.getValue()));
                    }
                }
                body.transferTo(answering.res().getOutputStream());
            }
        };
    }

    private static Failure unreachable(WorkerRecord record, String why) {
        return HttpCode.NODE_UNREACHABLE.failure(
                "The worker " + record.workerId() + " " + why + ". Try again soon, or ask its process itself.",
                "managerId",
                record.managerId().toString());
    }
}
