package io.framewright.net;

import io.framewright.query.source.DataRoots;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * How the HTTP server behaves, and that for Arrow Flight beside it. Immutable.
 *
 * @param host name or address to listen on
 * @param port to listen on; 0 for any that is free
 * @param worker whose paths are at {@code /} as well; empty for none
 * @param threads that requests are worked on by, at least 8; three quarters of them may be held by slow readers
 * @param maxBodyBytes the largest body of a request
 * @param maxHeaderBytes the largest head of a request, its line and all its headers
 * @param requestsPerSecond that one address may send on average, with bursts of twice as many
 * @param idleTimeout how long a connection may be silent in the middle of a request or an answer
 * @param maxFollowers how many may follow events at a time
 * @param pinned how long a version of a frame that somebody pages through is kept after its last page
 * @param maxPinned how many versions are kept so
 * @param maxPinnedBytes what they may take of the heap together, estimated
 * @param rules who may do what, and where to and from data goes
 * @param flight the port to listen on for Arrow Flight, on the same host; 0 for any that is free; empty for none
 */
public record HttpConfig(
        String host,
        int port,
        Optional<UUID> worker,
        int threads,
        int maxBodyBytes,
        int maxHeaderBytes,
        int requestsPerSecond,
        Duration idleTimeout,
        int maxFollowers,
        Duration pinned,
        int maxPinned,
        long maxPinnedBytes,
        HttpRules rules,
        OptionalInt flight) {
    /** Listens on loopback, on this port. */
    public static HttpConfig ofPort(int port) {
        return new HttpConfig(
                "127.0.0.1",
                port,
                Optional.empty(),
                64,
                8 << 20,
                16 << 10,
                5_000,
                Duration.ofSeconds(30),
                4_000,
                Duration.ofMinutes(5),
                256,
                Runtime.getRuntime().maxMemory() / 8,
                HttpRules.ofLoopback(DataRoots.none()),
                OptionalInt.empty());
    }

    /** A copy that listens elsewhere. */
    public HttpConfig withHost(String other) {
        return new HttpConfig(
                other,
                port,
                worker,
                threads,
                maxBodyBytes,
                maxHeaderBytes,
                requestsPerSecond,
                idleTimeout,
                maxFollowers,
                pinned,
                maxPinned,
                maxPinnedBytes,
                rules,
                flight);
    }

    /** A copy that has this worker's paths at {@code /}. */
    public HttpConfig withWorker(UUID workerId) {
        return new HttpConfig(
                host,
                port,
                Optional.of(workerId),
                threads,
                maxBodyBytes,
                maxHeaderBytes,
                requestsPerSecond,
                idleTimeout,
                maxFollowers,
                pinned,
                maxPinned,
                maxPinnedBytes,
                rules,
                flight);
    }

    /** A copy with another number of threads. */
    public HttpConfig withThreads(int other) {
        return new HttpConfig(
                host,
                port,
                worker,
                other,
                maxBodyBytes,
                maxHeaderBytes,
                requestsPerSecond,
                idleTimeout,
                maxFollowers,
                pinned,
                maxPinned,
                maxPinnedBytes,
                rules,
                flight);
    }

    /** A copy with other limits for what one request, and one address, may ask for. */
    public HttpConfig withLimits(int bodyBytes, int headerBytes, int perSecond, Duration idle) {
        return new HttpConfig(
                host,
                port,
                worker,
                threads,
                bodyBytes,
                headerBytes,
                perSecond,
                idle,
                maxFollowers,
                pinned,
                maxPinned,
                maxPinnedBytes,
                rules,
                flight);
    }

    /** A copy that keeps versions of frames otherwise. */
    public HttpConfig withPinned(Duration time, int versions, long bytes) {
        return new HttpConfig(
                host,
                port,
                worker,
                threads,
                maxBodyBytes,
                maxHeaderBytes,
                requestsPerSecond,
                idleTimeout,
                maxFollowers,
                time,
                versions,
                bytes,
                rules,
                flight);
    }

    /** A copy in which others may do other things. */
    public HttpConfig withRules(HttpRules other) {
        return new HttpConfig(
                host,
                port,
                worker,
                threads,
                maxBodyBytes,
                maxHeaderBytes,
                requestsPerSecond,
                idleTimeout,
                maxFollowers,
                pinned,
                maxPinned,
                maxPinnedBytes,
                other,
                flight);
    }

    /** A copy that listens for Arrow Flight too. */
    public HttpConfig withFlight(int flightPort) {
        return new HttpConfig(
                host,
                port,
                worker,
                threads,
                maxBodyBytes,
                maxHeaderBytes,
                requestsPerSecond,
                idleTimeout,
                maxFollowers,
                pinned,
                maxPinned,
                maxPinnedBytes,
                rules,
                OptionalInt.of(flightPort));
    }

    /** Whether only this machine reaches a name or address. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException nowhere) {
            return false;
        }
    }
}
