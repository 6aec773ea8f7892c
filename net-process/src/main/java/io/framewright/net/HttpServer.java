package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the workers of a platform over HTTP/1.1 and HTTP/2 in clear text, or over HTTP/1.1 with TLS; and beside that
 * their frames over Arrow Flight, where a port for it is given. Thread-safe. Close it before what it was given.
 *
 * <pre>{@code
 * HttpServer.start(HttpConfig.ofPort(0),
 *                 new HttpPorts(platform, host, addresses, flights, publisher, streams, new Metrics()))
 *         .peek(server -> System.out.println(server.uri()));
 * }</pre>
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final Duration KEEP_ALIVE_EVERY = Duration.ofSeconds(10);
    private static final Duration ANNOUNCED_FOR = Duration.ofSeconds(30);

    private final HttpPorts ports;
    private final Listening listening;
    private final ServerParts parts;
    private final List<Route> routes;
    private final URI uri;
    private final Optional<String> firstToken;
    private final Optional<FlightServer> flight;
    /** Where others reach both; found out once, as it may take a while. */
    private final URI announced;

    private final Optional<URI> announcedFlight;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "framewright-http-clock");
        thread.setDaemon(true);
        return thread;
    });

    private HttpServer(
            HttpConfig.Address address,
            HttpPorts ports,
            Listening listening,
            ServerParts parts,
            List<Route> routes,
            URI uri,
            Optional<String> firstToken,
            Optional<FlightServer> flight) {
        this.ports = ports;
        this.listening = listening;
        this.parts = parts;
        this.routes = routes;
        this.uri = uri;
        this.firstToken = firstToken;
        this.flight = flight;
        this.announced = address.forOthers(uri);
        this.announcedFlight = flight.map(server -> address.forOthers(server.uri()));
    }

    /**
     * Listens, and writes down where.
     *
     * @return left {@code CLUSTER_UNAVAILABLE} if the port is taken or the address none of this machine's;
     *     {@code INVALID_COMMAND} if others than this machine would reach it without TLS and tokens;
     *     {@code FILE_UNUSABLE} for a key store or file of tokens that cannot be used; {@code REDIS_UNAVAILABLE}
     */
    public static Either<Failure, HttpServer> start(HttpConfig config, HttpPorts ports) {
        if (!HttpConfig.isLoopback(config.address().host()) && !config.rules().isSafe()) {
            return Either.left(Failure.of(
                    FailureCode.INVALID_COMMAND,
                    "HTTP on " + config.address().host()
                            + " would be reached by other machines, which needs TLS and tokens:"
                            + " give a key store, or listen on 127.0.0.1."));
        }
        return keysOf(config).flatMap(usable -> tokensOf(config).flatMap(tokens -> start(config, ports, tokens)));
    }

    /** @param tokens that callers need one of, and the one that was made just now */
    private record Tokens(Optional<TokenFile> file, Optional<String> first) {}

    private static Either<Failure, Boolean> keysOf(HttpConfig config) {
        return config.rules()
                .keys()
                .map(keys -> keys.open().map(opened -> true))
                .orElseGet(() -> Either.right(true));
    }

    /** Whoever starts a server that asks for tokens needs one to begin with. */
    private static Either<Failure, Tokens> tokensOf(HttpConfig config) {
        return config.rules()
                .tokens()
                .map(file -> TokenFile.open(file)
                        .flatMap(tokens -> tokens.isEmpty()
                                ? tokens.add("first", "admin", Set.of(), Optional.empty())
                                        .map(made -> new Tokens(Optional.of(tokens), Optional.of(made)))
                                : Either.right(new Tokens(Optional.of(tokens), Optional.empty()))))
                .orElseGet(() -> Either.right(new Tokens(Optional.empty(), Optional.empty())));
    }

    private static Either<Failure, HttpServer> start(HttpConfig config, HttpPorts ports, Tokens tokens) {
        Listening listening = new Listening(config, ports.metrics());
        return OtherNodes.of(config, ports, listening.threads()).flatMap(others -> {
            ServerParts parts = new ServerParts(config, ports, listening.threads(), others);
            List<Route> routes = Routes.of(config, parts.handlers());
            Callers callers = new Callers(tokens.file, InstantSource.system());
            Entrance entrance = new Entrance(callers, config.rules().readOnly(), config.worker(), routes);
            return listening
                    .start(routes, entrance, parts.audit())
                    .flatMap(uri -> flight(config, ports, parts, callers)
                            .map(flight -> new HttpServer(
                                    config.address(), ports, listening, parts, routes, uri, tokens.first, flight)))
                    .mapLeft(failure -> {
                        listening.close();
                        parts.close();
                        return failure;
                    })
                    .flatMap(server -> server.announce()
                            .map(announced -> server.begin())
                            .mapLeft(failure -> {
                                server.close();
                                return failure;
                            }));
        });
    }

    private static Either<Failure, Optional<FlightServer>> flight(
            HttpConfig config, HttpPorts ports, ServerParts parts, Callers callers) {
        return config.address().flight().isEmpty()
                ? Either.right(Optional.empty())
                : FlightServer.start(config, config.address().flight().getAsInt(), ports, parts, callers)
                        .map(Optional::of);
    }

    private HttpServer begin() {
        long every = KEEP_ALIVE_EVERY.toMillis();
        var kept = clock.scheduleWithFixedDelay(this::tick, every, every, TimeUnit.MILLISECONDS);
        log.debug("HTTP at {}, {}", uri, kept);
        return this;
    }

    /** Does what is done every few seconds. */
    void tick() {
        try {
            parts.keepAlive();
            flight.ifPresent(FlightServer::tick);
            announce().peekLeft(failure -> log.warn("the address cannot be told: {}", failure.message()));
        } catch (RuntimeException bug) {
            log.error("keeping followers alive failed; it is tried again", bug);
        }
    }

    private Either<Failure, Boolean> announce() {
        UUID self = ports.host().managerId();
        return ports.addresses()
                .announce(self, announced, ANNOUNCED_FOR)
                .flatMap(told -> announcedFlight
                        .map(reached -> ports.flights().announce(self, reached, ANNOUNCED_FOR))
                        .orElseGet(() -> Either.right(told)));
    }

    /** Where it listens: {@code http://127.0.0.1:8080}. */
    public URI uri() {
        return uri;
    }

    /** Where it listens for Arrow Flight: {@code grpc://127.0.0.1:8815}; empty if it does not. */
    public Optional<URI> flight() {
        return flight.map(FlightServer::uri);
    }

    /** How many read rows by Flight just now. */
    int flightReaders() {
        return flight.map(FlightServer::readers).orElse(0);
    }

    /** The token of role {@code admin} that was made as there was none; it is known here and nowhere else. */
    public Optional<String> firstToken() {
        return firstToken;
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
        flight.ifPresent(server -> {
            ports.flights()
                    .withdraw(ports.host().managerId())
                    .peekLeft(failure -> log.debug("the Flight address was not withdrawn: {}", failure.message()));
            server.close();
        });
        parts.end();
        listening.close();
        parts.close();
    }
}
