package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client that frames are pushed by, made when the first one is. The addresses that a name leads to are looked up
 * once and looked at, and the very same ones are connected to: what a name means does not change between the look and
 * the connection. Thread-safe.
 */
final class WebClients implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WebClients.class);
    private static final long CONNECT_MILLIS = 5_000;

    private final PushAllowed allowed;
    private final Executor threads;
    private @Nullable HttpClient made;
    private boolean closed;

    /** @param threads for what blocks, and for the client's own work */
    WebClients(PushAllowed allowed, Executor threads) {
        this.allowed = allowed;
        this.threads = threads;
    }

    /** Left if this is closed, or the client does not start. */
    synchronized Either<Failure, HttpClient> client() {
        if (closed) {
            return Either.left(Failure.of(FailureCode.CLIENT_CLOSED, "This process ends."));
        }
        HttpClient there = made;
        if (there != null) {
            return Either.right(there);
        }
        HttpClient client = new HttpClient();
        client.setFollowRedirects(false);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setConnectBlocking(false);
        client.setUserAgentField(null);
        client.setMaxResponseHeadersSize(16 << 10);
        client.setName("framewright-push");
        client.setSocketAddressResolver(new Looked());
        return Either.fromCallable(
                () -> {
                    client.start();
                    made = client;
                    return client;
                },
                failed -> {
                    log.error("the client that pushes frames does not start", failed);
                    return Failure.of(FailureCode.INTERNAL_ERROR, "The client that pushes frames does not start.");
                });
    }

    /** Looks names up on a thread that may block, and gives what may be connected to. */
    private final class Looked implements SocketAddressResolver {
        @Override
        public void resolve(
                String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> found) {
            threads.execute(() -> {
                try {
                    List<InetSocketAddress> reached = new ArrayList<>();
                    for (InetAddress address : InetAddress.getAllByName(host)) {
                        if (!allowed.reaches(address)) {
                            found.failed(new AddressRefused(refused(host)));
                            return;
                        }
                        reached.add(new InetSocketAddress(address, port));
                    }
                    found.succeeded(reached);
                } catch (UnknownHostException unknown) {
                    found.failed(unknown);
                }
            });
        }
    }

    /** The address is not told: what inner names mean is not for everybody. */
    private static Failure refused(String host) {
        return HttpCode.PUSH_NOT_ALLOWED.failure(
                "The name " + host + " leads to an address of this machine or of an inner network. Whoever runs this"
                        + " process allows that by push-allow net:ADDRESS/BITS.",
                "host",
                host);
    }

    @Override
    public void close() {
        HttpClient client;
        synchronized (this) {
            closed = true;
            client = made;
        }
        if (client != null) {
            Either.fromCallable(() -> {
                        client.stop();
                        return true;
                    })
                    .peekLeft(failed -> log.warn("the client that pushes frames does not stop", failed));
        }
    }
}
