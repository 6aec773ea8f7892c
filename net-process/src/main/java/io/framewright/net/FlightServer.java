package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Serves frames by Arrow Flight beside HTTP: the same workers, versions, tokens and keys. Thread-safe. Close it before
 * what it was given.
 */
final class FlightServer implements AutoCloseable {
    private static final int MOST_REQUEST_BYTES = 64 << 10;
    private static final int MOST_READERS = 64;
    private static final int MOST_CALLS_A_CONNECTION = 100;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration ASKED_WHETHER_ALIVE_AFTER = Duration.ofMinutes(1);
    private static final Duration ENDING = Duration.ofSeconds(5);

    /**
     * Held, as levels are forgotten otherwise. They warn of readers that leave early and of requests that are too
     * large.
     */
    private static final List<Logger> NOISE = Stream.of("NettyServerHandler", "NettyServerStream")
            .map(name -> Logger.getLogger(NettyServerBuilder.class.getPackageName() + "." + name))
            .toList();

    static {
        NOISE.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    private final Server server;
    private final URI uri;
    private final FlightNodes nodes;
    private final FlightReaders readers;
    private final ExecutorService executor;

    private FlightServer(Server server, URI uri, FlightNodes nodes, FlightReaders readers, ExecutorService executor) {
        this.server = server;
        this.uri = uri;
        this.nodes = nodes;
        this.readers = readers;
        this.executor = executor;
    }

    /** Gives the service for a server whose address is known. */
    @FunctionalInterface
    private interface Service {
        FlightService at(FlightInfos infos);
    }

    /**
     * Listens.
     *
     * @param port 0 for any that is free
     * @return left {@code CLUSTER_UNAVAILABLE} if the port is taken; {@code FILE_UNUSABLE} for a key store that cannot
     *     be used
     */
    static Either<Failure, FlightServer> start(
            HttpConfig config, int port, HttpPorts ports, ServerParts parts, Callers callers) {
        ExecutorService executor = threads();
        FlightReaders readers = new FlightReaders(MOST_READERS, config.pinning().time(), System::nanoTime);
        ports.metrics().gauge("framewright.flight.readers", "Who reads rows by Flight", readers, FlightReaders::size);
        FlightEntrance entrance = new FlightEntrance(callers, config.requests().perSecond(), ports.metrics());
        return credentials(config)
                .flatMap(credentials -> FlightNodes.of(config, ports, executor)
                        .flatMap(nodes -> listen(
                                        config,
                                        port,
                                        credentials,
                                        executor,
                                        entrance,
                                        infos -> new FlightService(
                                                new FlightService.Parts(
                                                        ports.platform(),
                                                        ports.host(),
                                                        parts.frames(),
                                                        parts.asked(),
                                                        infos,
                                                        nodes,
                                                        readers,
                                                        ports.metrics()),
                                                executor))
                                .map(server -> new FlightServer(
                                        server, uri(config, server.getPort()), nodes, readers, executor))))
                .peekLeft(failure -> executor.shutdown());
    }

    /** Few, as nothing waits on them for a reader: what they do is look things up, count and copy. */
    private static ExecutorService threads() {
        AtomicInteger count = new AtomicInteger();
        return Executors.newFixedThreadPool(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), run -> {
            Thread thread = new Thread(run, "framewright-flight-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private static Either<Failure, ServerCredentials> credentials(HttpConfig config) {
        return config.rules()
                .keys()
                .map(keys -> keys.proof()
                        .map(proof -> TlsServerCredentials.newBuilder()
                                .keyManager(proof.getKeyManagers())
                                .build()))
                .orElseGet(() -> Either.right(InsecureServerCredentials.create()));
    }

    private static Either<Failure, Server> listen(
            HttpConfig config,
            int port,
            ServerCredentials credentials,
            ExecutorService executor,
            FlightEntrance entrance,
            Service service) {
        // The port is in the locations that are told, so that the service is made when the port is known.
        FlightRegistry registry = new FlightRegistry();
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(config.address().host(), port), credentials)
                .executor(executor)
                .fallbackHandlerRegistry(registry)
                .maxInboundMessageSize(MOST_REQUEST_BYTES)
                .maxInboundMetadataSize(config.requests().headerBytes())
                .maxConcurrentCallsPerConnection(MOST_CALLS_A_CONNECTION)
                .maxConnectionIdle(IDLE.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTime(ASKED_WHETHER_ALIVE_AFTER.toSeconds(), TimeUnit.SECONDS)
                .keepAliveTimeout(config.requests().idle().toMillis(), TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(config.requests().idle().toMillis(), TimeUnit.MILLISECONDS)
                .handshakeTimeout(config.requests().idle().toMillis(), TimeUnit.MILLISECONDS)
                .build();
        try {
            server.start();
        } catch (IOException taken) {
            return Either.left(Failure.of(
                    FailureCode.CLUSTER_UNAVAILABLE,
                    "Flight cannot listen on " + config.address().host() + ":" + port + " (" + taken.getMessage()
                            + "). Is the port taken?"));
        }
        registry.set(ServerInterceptors.intercept(
                service.at(new FlightInfos(locations(config, server.getPort()))).definition(), entrance));
        return Either.right(server);
    }

    /** The name of this machine may be none that readers know; they go on with the connection that they have. */
    private static List<String> locations(HttpConfig config, int port) {
        HttpConfig.Address address = config.address();
        return address.isAll() && address.name().isEmpty()
                ? List.of()
                : List.of(address.forOthers(uri(config, port)).toString());
    }

    private static URI uri(HttpConfig config, int port) {
        String host = config.address().hostInUri();
        return URI.create((config.rules().keys().isPresent() ? "grpc+tls://" : "grpc://") + host + ":" + port);
    }

    /** Where it listens: {@code grpc://127.0.0.1:8815}. */
    URI uri() {
        return uri;
    }

    /** Puts out readers that take nothing; to be called now and then. */
    void tick() {
        readers.tick();
    }

    /** How many read rows just now. */
    int readers() {
        return readers.size();
    }

    /** Ends what is open and listens no more. Idempotent. */
    @Override
    public void close() {
        server.shutdownNow();
        nodes.close();
        try {
            server.awaitTermination(ENDING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        executor.shutdown();
    }
}
