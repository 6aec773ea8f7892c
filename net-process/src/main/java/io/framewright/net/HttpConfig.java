package io.framewright.net;

import io.framewright.query.source.DataRoots;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * How the HTTP server behaves, and that for Arrow Flight beside it. Immutable.
 *
 * @param address where to listen
 * @param worker whose paths are at {@code /} as well; empty for none
 * @param capacity how many may be served at a time
 * @param requests what one request, and one address, may ask for
 * @param pinning how long versions of frames are kept for who pages through them
 * @param rules who may do what, and where to and from data goes
 */
public record HttpConfig(
        Address address,
        Optional<UUID> worker,
        Capacity capacity,
        Requested requests,
        Pinning pinning,
        HttpRules rules) {
    /**
     * Where to listen.
     *
     * @param host name or address
     * @param port for HTTP; 0 for any that is free
     * @param flight the port for Arrow Flight, on the same host; 0 for any that is free; empty for none
     * @param name what other machines reach it by; empty: the host or, where that stands for all addresses of this
     *     machine, the name of the machine
     */
    public record Address(String host, int port, OptionalInt flight, Optional<String> name) {
        String hostInUri() {
            return inUri(host);
        }

        /** Where others reach what listens here, at this address. */
        URI forOthers(URI own) {
            String reached = name.orElseGet(() -> isAll() ? machine() : host);
            return URI.create(own.getScheme() + "://" + inUri(reached) + ":" + own.getPort());
        }

        /** Whether others cannot do without a name. */
        boolean isAll() {
            return new InetSocketAddress(host, port).getAddress().isAnyLocalAddress();
        }

        private String machine() {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException nameless) {
                return host;
            }
        }

        /** An IPv6 address stands in brackets there. */
        private static String inUri(String host) {
            return host.contains(":") ? "[" + host + "]" : host;
        }
    }

    /**
     * How many may be served at a time.
     *
     * @param threads that requests are worked on by, at least 8; three quarters of them may be held by slow readers
     * @param followers how many may follow events
     */
    public record Capacity(int threads, int followers) {}

    /**
     * What one request, and one address, may ask for.
     *
     * @param bodyBytes the largest body of a request
     * @param headerBytes the largest head of a request, its line and all its headers
     * @param perSecond requests that one address may send on average, with bursts of twice as many
     * @param idle how long a connection may be silent in the middle of a request or an answer
     */
    public record Requested(int bodyBytes, int headerBytes, int perSecond, Duration idle) {}

    /**
     * How versions of frames are kept that somebody pages through.
     *
     * @param time how long after its last page
     * @param versions how many at most
     * @param bytes what they may take of the heap together, estimated
     */
    public record Pinning(Duration time, int versions, long bytes) {}

    /** Listens on loopback, on this port. */
    public static HttpConfig ofPort(int port) {
        return new HttpConfig(
                new Address("127.0.0.1", port, OptionalInt.empty(), Optional.empty()),
                Optional.empty(),
                new Capacity(64, 4_000),
                new Requested(8 << 20, 16 << 10, 5_000, Duration.ofSeconds(30)),
                new Pinning(Duration.ofMinutes(5), 256, Runtime.getRuntime().maxMemory() / 8),
                HttpRules.ofLoopback(DataRoots.none()));
    }

    /** A copy that listens elsewhere. */
    public HttpConfig withHost(String other) {
        return withAddress(new Address(other, address.port(), address.flight(), address.name()));
    }

    /** A copy that other machines reach by this name or address. */
    public HttpConfig withName(String name) {
        return withAddress(new Address(address.host(), address.port(), address.flight(), Optional.of(name)));
    }

    /** A copy that listens for Arrow Flight too. */
    public HttpConfig withFlight(int flightPort) {
        return withAddress(new Address(address.host(), address.port(), OptionalInt.of(flightPort), address.name()));
    }

    private HttpConfig withAddress(Address other) {
        return new HttpConfig(other, worker, capacity, requests, pinning, rules);
    }

    /** A copy that has this worker's paths at {@code /}. */
    public HttpConfig withWorker(UUID workerId) {
        return new HttpConfig(address, Optional.of(workerId), capacity, requests, pinning, rules);
    }

    /** A copy with another number of threads. */
    public HttpConfig withThreads(int other) {
        Capacity changed = new Capacity(other, capacity.followers());
        return new HttpConfig(address, worker, changed, requests, pinning, rules);
    }

    /** A copy with other limits for what one request, and one address, may ask for. */
    public HttpConfig withLimits(int bodyBytes, int headerBytes, int perSecond, Duration idle) {
        Requested changed = new Requested(bodyBytes, headerBytes, perSecond, idle);
        return new HttpConfig(address, worker, capacity, changed, pinning, rules);
    }

    /** A copy that keeps versions of frames otherwise. */
    public HttpConfig withPinned(Duration time, int versions, long bytes) {
        return new HttpConfig(address, worker, capacity, requests, new Pinning(time, versions, bytes), rules);
    }

    /** A copy in which others may do other things. */
    public HttpConfig withRules(HttpRules other) {
        return new HttpConfig(address, worker, capacity, requests, pinning, other);
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
