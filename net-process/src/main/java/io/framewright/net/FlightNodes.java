package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.net.WorkerFrames.Elsewhere;
import io.framewright.transport.HostAddresses;
import io.framewright.transport.WorkerRecord;
import io.grpc.CallOptions;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the process that holds a worker, and hands its answer on as it comes. A call that was handed on once is not
 * handed on again: where a worker has just moved, the caller is told to try again. Thread-safe.
 */
final class FlightNodes implements AutoCloseable {
    private static final int WINDOW = 4 << 20;
    private static final long LISTING_SECONDS = 10;

    private final HostAddresses addresses;
    private final UUID self;
    private final ChannelCredentials credentials;
    private final Executor executor;
    private final Map<URI, ManagedChannel> channels = new ConcurrentHashMap<>();

    private FlightNodes(HostAddresses addresses, UUID self, ChannelCredentials credentials, Executor executor) {
        this.addresses = addresses;
        this.self = self;
        this.credentials = credentials;
        this.executor = executor;
    }

    /** Those that talk TLS are believed if they show what this process would. */
    static Either<Failure, FlightNodes> of(HttpConfig config, HttpPorts ports, Executor executor) {
        Either<Failure, ChannelCredentials> credentials = config.rules()
                .keys()
                .map(keys -> keys.trust()
                        .map(trust -> TlsChannelCredentials.newBuilder()
                                .trustManager(trust.getTrustManagers())
                                .build()))
                .orElseGet(() -> Either.right(InsecureChannelCredentials.create()));
        return credentials.map(
                known -> new FlightNodes(ports.flights(), ports.host().managerId(), known, executor));
    }

    /** Hands a call on, and what is answered back, as fast as it is taken there. */
    void forward(Elsewhere there, MethodDescriptor<byte[], InputStream> method, byte[] request, FlightAnswering to) {
        if (to.call().forwarded()) {
            to.fail(unreachable(there.record(), "has just moved to another process"));
            return;
        }
        addresses
                .find(there.record().managerId())
                .flatMap(found -> found.<Either<Failure, URI>>map(Either::right)
                        .orElseGet(() -> Either.left(unreachable(
                                there.record(),
                                "is held by a process that does not listen for Flight (start it with --flight)"))))
                .peekLeft(to::fail)
                .peek(address -> FlightForwarding.start(
                        MetadataUtils.newAttachHeadersInterceptor(headers(to.call(), there.after()))
                                .interceptCall(FlightMethods.asked(method), CallOptions.DEFAULT, channel(address)),
                        request,
                        to,
                        unreachable(there.record(), "is held by a process at " + address + " that does not answer")));
    }

    /** What another process lists of its own; empty if it does not listen, and failed if it does not answer. */
    CompletableFuture<List<byte[]>> list(UUID managerId, FlightCall call) {
        Optional<URI> address = addresses.find(managerId).toOptional().flatMap(found -> found);
        CompletableFuture<List<byte[]>> all = new CompletableFuture<>();
        if (address.isEmpty()) {
            all.complete(List.of());
            return all;
        }
        ClientCalls.asyncServerStreamingCall(
                MetadataUtils.newAttachHeadersInterceptor(headers(call, 0))
                        .interceptCall(
                                FlightMethods.asked(FlightMethods.LIST_FLIGHTS),
                                CallOptions.DEFAULT.withDeadlineAfter(LISTING_SECONDS, TimeUnit.SECONDS),
                                channel(address.get())),
                new byte[0],
                new FlightCollecting(all));
        return all;
    }

    private Metadata headers(FlightCall call, long after) {
        Metadata headers = new Metadata();
        headers.put(FlightEntrance.FORWARDED_BY, self.toString());
        headers.put(FlightEntrance.AFTER, Long.toString(after));
        call.authorization().ifPresent(token -> headers.put(FlightEntrance.AUTHORIZATION, token));
        return headers;
    }

    private ManagedChannel channel(URI address) {
        return channels.computeIfAbsent(
                address,
                to -> NettyChannelBuilder.forAddress(to.getHost(), to.getPort(), credentials)
                        .executor(executor)
                        .flowControlWindow(WINDOW)
                        .maxInboundMessageSize(Integer.MAX_VALUE)
                        .idleTimeout(1, TimeUnit.MINUTES)
                        .build());
    }

    private static Failure unreachable(WorkerRecord record, String why) {
        return HttpCode.NODE_UNREACHABLE.failure(
                "The worker " + record.workerId() + " " + why + ". Try again soon, or ask its process itself.",
                "managerId",
                record.managerId().toString());
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
