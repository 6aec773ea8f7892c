package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the workers of a platform over HTTP/1.1 and HTTP/2 in clear text. Thread-safe. Close it before what it was
 * given.
 *
 * <pre>{@code
 * HttpServer.start(HttpConfig.ofPort(0), new HttpPorts(platform, host, addresses, new Metrics()))
 *         .peek(server -> System.out.println(server.uri()));
 * }</pre>
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration KEEP_ALIVE_EVERY = Duration.ofSeconds(10);
    private static final Duration ANNOUNCED_FOR = Duration.ofSeconds(30);

    private final HttpPorts ports;
    private final Listening listening;
    private final EventPaths events;
    private final List<Route> routes;
    private final URI uri;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "framewright-http-clock");
        thread.setDaemon(true);
        return thread;
    });

    private HttpServer(HttpPorts ports, Listening listening, EventPaths events, List<Route> routes, URI uri) {
        this.ports = ports;
        this.listening = listening;
        this.events = events;
        this.routes = routes;
        this.uri = uri;
    }

    /**
     * Listens, and writes down where.
     *
     * @return left {@code CLUSTER_UNAVAILABLE} if the port is taken or the address none of this machine's;
     *     {@code INVALID_COMMAND} if others than this machine would reach it; {@code REDIS_UNAVAILABLE}
     */
    public static Either<Failure, HttpServer> start(HttpConfig config, HttpPorts ports) {
        if (!HttpConfig.isLoopback(config.host())) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "HTTP on " + config.host() + " would be reached by other machines, which needs TLS and a token;"
                            + " listen on 127.0.0.1."));
        }
        Listening listening = new Listening(config, ports.metrics());
        ToldEvents told = new ToldEvents();
        EventPaths events = new EventPaths(ports.platform(), listening.threads(), config.maxFollowers(), told);
        List<Route> routes = Routes.of(config, handlers(config, ports, listening, events, told));
        return listening
                .start(routes)
                .map(uri -> new HttpServer(ports, listening, events, routes, uri))
                .flatMap(server -> server.announce()
                        .map(announced -> server.begin())
                        .mapLeft(failure -> {
                            server.close();
                            return failure;
                        }));
    }

    private static Routes.Handlers handlers(
            HttpConfig config, HttpPorts ports, Listening listening, EventPaths events, ToldEvents told) {
        Requests requests = new Requests(config.maxBodyBytes());
        FrameVersions versions = new FrameVersions();
        PinnedFrames pinned =
                new PinnedFrames(config.pinned(), config.maxPinned(), config.maxPinnedBytes(), System::nanoTime);
        gauges(ports, events, pinned);
        CommandPaths commands = new CommandPaths(ports.platform(), requests, told);
        OtherNodes others = new OtherNodes(ports.addresses(), ports.host().managerId(), listening.threads());
        return new Routes.Handlers(
                new WorkerPaths(ports.platform(), requests),
                new HeldWorkers(ports.platform(), ports.host(), others, told),
                new RowsPages(versions, pinned),
                new FramePaths(ports.platform(), versions, commands, requests),
                new PushPaths(requests),
                commands,
                events,
                new NodePaths(ports.platform()),
                new DeadLetterPaths(ports.platform()),
                new HealthPaths(ports.host()),
                new MetricsPath(ports.metrics(), ports.platform()),
                new Assets(),
                new OpenApi());
    }

    private static void gauges(HttpPorts ports, EventPaths events, PinnedFrames pinned) {
        Metrics metrics = ports.metrics();
        metrics.gauge("framewright.frames.bytes", "Heap that frames take, estimated", ports.host(), Host::frameBytes);
        metrics.gauge("framewright.http.followers", "Who follows events", events, EventPaths::followers);
        metrics.gauge("framewright.http.pinned", "Versions kept for who pages", pinned, PinnedFrames::size);
    }

    private HttpServer begin() {
        long every = KEEP_ALIVE_EVERY.toMillis();
        var kept = clock.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
        log.debug("HTTP at {}, {}", uri, kept);
        return this;
    }

    private void tick() {
        try {
            events.keepAlive();
            announce().peekLeft(failure -> log.warn("the HTTP address cannot be told: {}", failure.message()));
        } catch (RuntimeException bug) {
            log.error("keeping followers alive failed; it is tried again", bug);
        }
    }

    private Either<Failure, Boolean> announce() {
        return ports.addresses().announce(ports.host().managerId(), uri, ANNOUNCED_FOR);
    }

    /** Where it listens: {@code http://127.0.0.1:8080}. */
    public URI uri() {
        return uri;
    }

    /** Every path that it answers. */
    List<Route> routes() {
        return routes;
    }

    /** Ends what is open and listens no more. Idempotent. */
    @Override
    public void close() {
        clock.shutdownNow();
        ports.addresses()
                .withdraw(ports.host().managerId())
                .peekLeft(failure -> log.debug("the HTTP address was not withdrawn: {}", failure.message()));
        events.close();
        listening.close();
    }
}
