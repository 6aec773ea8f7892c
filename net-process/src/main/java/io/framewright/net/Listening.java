package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Pending;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening socket, its threads, and the way from a request to a route and from a failure to a problem. */
final class Listening implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Listening.class);
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 2;
    /** Threads of the pool that never work on a request. */
    static final int OWN_THREADS = ACCEPTORS + SELECTORS;

    private static final double NANOS_A_MILLI = 1e6;
    private static final long LEAST_BYTES_A_SECOND = 256;

    private static final String ROUTE = "framewright-route";

    private final HttpConfig config;
    private final Metrics metrics;
    private final QueuedThreadPool threads;
    private final Guard guard;
    private final RateLimit rate;
    private @Nullable Javalin javalin;

    Listening(HttpConfig config, Metrics metrics) {
        this.metrics = metrics;
        this.config = config;
        this.guard = new Guard(config.rules().keys().isPresent());
        this.rate = new RateLimit(config.requests().perSecond(), System::nanoTime);
        this.threads = new QueuedThreadPool(config.capacity().threads(), 4);
        threads.setName("framewright-http");
        threads.setDaemon(true);
    }

    /** For what blocks. */
    Executor threads() {
        return threads;
    }

    /** Listens; right with the address. */
    Either<Failure, URI> start(List<Route> routes, Entrance entrance, Audit audit) {
        Doorway doorway = new Doorway(entrance, audit);
        Javalin made = Javalin.create(javalinConfig -> configure(javalinConfig, routes, doorway));
        javalin = made;
        try {
            made.start();
            String host = config.address().hostInUri();
            return Either.right(URI.create(
                    (config.rules().keys().isPresent() ? "https://" : "http://") + host + ":" + made.port()));
        } catch (JavalinException taken) {
            Throwable cause = taken.getCause() == null ? taken : taken.getCause();
            return Either.left(Failure.of(
                    FailureCode.CLUSTER_UNAVAILABLE,
                    "HTTP cannot listen on " + config.address().host() + ":"
                            + config.address().port() + " (" + cause.getMessage() + "). Is the port taken?"));
        }
    }

    private void configure(JavalinConfig javalinConfig, List<Route> routes, Doorway doorway) {
        javalinConfig.startup.showJavalinBanner = false;
        javalinConfig.startup.showOldJavalinVersionWarning = false;
        javalinConfig.startup.startupWatcherEnabled = false;
        javalinConfig.router.ignoreTrailingSlashes = false;
        javalinConfig.http.prefer405over404 = true;
        javalinConfig.http.maxRequestSize = config.requests().bodyBytes();
        javalinConfig.http.compressionStrategy = CompressionStrategy.NONE;
        javalinConfig.jetty.threadPool = threads;
        javalinConfig.jetty.modifyHttpConfiguration(this::limit);
        javalinConfig.jetty.modifyServer(server -> server.setErrorHandler(new ProblemPages()));
        javalinConfig.jetty.addConnector(this::connector);
        javalinConfig.requestLogger.http((request, millis) -> {
            measured(request, millis);
            doorway.leave(request);
        });
        javalinConfig.routes.before(this::before);
        routes.forEach(route -> javalinConfig.routes.addHttpHandler(
                HandlerType.findOrCreate(route.method()), route.path(), request -> answer(route, doorway, request)));
        methods(routes).forEach((path, methods) -> {
            if (methods.contains("HEAD")) {
                Route get = routes.stream()
                        .filter(route ->
                                route.path().equals(path) && route.method().equals("GET"))
                        .findFirst()
                        .orElseThrow();
                javalinConfig.routes.head(path, request -> answer(get, doorway, request));
            }
            javalinConfig.routes.options(
                    path, request -> request.status(204).header("Allow", String.join(", ", methods)));
        });
        javalinConfig.routes.exception(HttpResponseException.class, this::refused);
        javalinConfig.routes.exception(Exception.class, Listening::failed);
    }

    /** Whatever is read can be asked about without its body; what is followed has no end, and so no head alone. */
    private static Map<String, List<String>> methods(List<Route> routes) {
        Map<String, List<String>> methods = new LinkedHashMap<>();
        for (Route route : routes) {
            List<String> there = methods.computeIfAbsent(route.path(), path -> new ArrayList<>());
            there.add(route.method());
            if (route.method().equals("GET") && !route.path().endsWith("/events")) {
                there.add("HEAD");
            }
        }
        methods.values().forEach(there -> there.add("OPTIONS"));
        return methods;
    }

    private void limit(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(config.requests().headerBytes());
        http.setMinRequestDataRate(LEAST_BYTES_A_SECOND);
    }

    private Connector connector(Server server, HttpConfiguration http) {
        ServerConnector connector = config.rules()
                .keys()
                .map(keys -> secured(server, http, keys))
                // However many processors there are: most of the pool is for requests.
                .orElseGet(() -> new ServerConnector(
                        server,
                        ACCEPTORS,
                        SELECTORS,
                        new HttpConnectionFactory(http),
                        new HTTP2CServerConnectionFactory(http)));
        connector.setHost(config.address().host());
        connector.setPort(config.address().port());
        connector.setIdleTimeout(config.requests().idle().toMillis());
        return connector;
    }

    /** Whoever asks for a host that is not in the certificate asks for another one than this. */
    private static ServerConnector secured(Server server, HttpConfiguration http, HttpKeys keys) {
        http.addCustomizer(new SecureRequestCustomizer(true));
        return new ServerConnector(
                server,
                ACCEPTORS,
                SELECTORS,
                new SslConnectionFactory(keys.server(), HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(http));
    }

    private void before(Context request) {
        SecurityHeaders.put(request);
        Optional<Failure> refused = guard.refuses(request)
                .or(() -> rate.admits(request.ip())
                        ? Optional.empty()
                        : Optional.of(HttpCode.TOO_MANY_REQUESTS.failure("This address sends more than "
                                + config.requests().perSecond() + " requests a second; send fewer.")));
        refused.ifPresent(failure -> {
            problem(failure, request);
            request.skipRemainingHandlers();
        });
    }

    /**
     * By route, as paths are without number; what is followed takes as long as somebody follows, which says nothing.
     */
    private void measured(Context request, Float millis) {
        String route = Optional.<String>ofNullable(request.attribute(ROUTE)).orElse("none");
        if (!route.endsWith("/events")) {
            metrics.answered(request.method().name(), route, request.statusCode(), Duration.ofNanos((long)
                    (millis * NANOS_A_MILLI)));
        }
    }

    /** What comes later comes from threads that must not block: it is written by ours. */
    private void answer(Route route, Doorway doorway, Context request) throws IOException {
        request.attribute(ROUTE, route.path());
        Either<Failure, Answer> answer = doorway.enter(route, request).now();
        if (answer instanceof Pending<Failure, Answer> pending) {
            request.future(() -> pending.toCompletionStage()
                    .thenAcceptAsync(known -> written(known, request), threads)
                    .toCompletableFuture());
        } else {
            write(answer, request);
        }
    }

    private static void written(Either<Failure, Answer> answer, Context request) {
        try {
            write(answer, request);
        } catch (IOException gone) {
            log.debug("the caller is gone", gone);
        }
    }

    private static void write(Either<Failure, Answer> answer, Context request) throws IOException {
        if (answer instanceof Right<Failure, Answer> right) {
            UnreadBody.settle(request);
            right.value().write(request);
        } else if (answer instanceof Left<Failure, Answer> left) {
            problem(left.failure(), request);
        }
    }

    private static void problem(Failure failure, Context request) {
        UnreadBody.settle(request);
        Problem.write(failure, request);
    }

    private void refused(HttpResponseException refused, Context request) {
        if (refused instanceof MethodNotAllowedResponse) {
            String allowed = refused.getDetails().getOrDefault("availableMethods", "");
            request.header("Allow", allowed);
            problem(
                    HttpCode.METHOD_NOT_ALLOWED.failure(
                            "This path takes " + allowed + ", not " + request.method() + "."),
                    request);
        } else if (refused instanceof NotFoundResponse) {
            problem(
                    HttpCode.NO_SUCH_PATH.failure(
                            "There is nothing at this path; GET /openapi.json names what there is."),
                    request);
        } else {
            problem(HttpCode.MALFORMED_REQUEST.failure("The request cannot be read."), request);
        }
    }

    private static void failed(Exception bug, Context request) {
        if (bug instanceof IOException) {
            log.debug("the caller is gone, or cannot be answered", bug);
            if (request.res().isCommitted()) {
                return;
            }
        } else {
            log.error("a request for {} failed", request.path(), bug);
        }
        problem(
                Failure.of(FailureCode.INTERNAL_ERROR, "The request failed by a bug; the log of the process has it."),
                request);
    }

    @Override
    public void close() {
        Javalin started = javalin;
        if (started != null) {
            started.stop();
        }
    }
}
