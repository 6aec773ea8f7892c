package io.framewright.net;

import io.framewright.event.Failure;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from this server while it listens on loopback, where nobody has to say who they are: a
 * name that leads here although it is not ours (DNS rebinding) is refused by {@code Host}, and what another page sends
 * by {@code Origin} and {@code Sec-Fetch-Site}. Immutable.
 */
final class Guard {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final boolean secured;

    /** @param secured whether TLS is talked: a host that the certificate does not name was refused already */
    Guard(boolean secured) {
        this.secured = secured;
    }

    /** Why a request is refused; empty if it is not. */
    Optional<Failure> refuses(Context request) {
        @Nullable String host = request.header("Host");
        // HTTP/2 has the authority instead, which the server gives as the name that was asked for.
        String name = host == null ? nameOf(request.req().getServerName()) : hostOf(host);
        if (!secured && !LOOPBACK.contains(name)) {
            return Optional.of(HttpCode.HOST_NOT_ALLOWED.failure(
                    "This server is asked for as localhost, 127.0.0.1 or [::1], not by another name."));
        }
        @Nullable String origin = request.header("Origin");
        if (origin != null && !isOwn(origin, request)) {
            return Optional.of(HttpCode.ORIGIN_NOT_ALLOWED.failure(
                    "Only pages of this server may send requests to it; this one comes from another."));
        }
        @Nullable String site = request.header("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site) && !isFollowedLink(request)) {
            return Optional.of(HttpCode.ORIGIN_NOT_ALLOWED.failure(
                    "Only pages of this server may send requests to it; the browser says that another one did."));
        }
        return Optional.empty();
    }

    /** Somebody who follows a link from another page to ours sees ours; the other page sees nothing of it. */
    private static boolean isFollowedLink(Context request) {
        return request.method().name().equals("GET") && "navigate".equals(request.header("Sec-Fetch-Mode"));
    }

    private boolean isOwn(String origin, Context request) {
        try {
            URI from = URI.create(origin);
            @Nullable String host = from.getHost();
            int port = from.getPort() < 0 ? ("https".equals(from.getScheme()) ? 443 : 80) : from.getPort();
            return host != null
                    && (secured
                            ? nameOf(host).equals(nameOf(request.req().getServerName()))
                            : LOOPBACK.contains(host.toLowerCase(Locale.ROOT)))
                    && request.req().getScheme().equals(from.getScheme())
                    && port
                            == (secured
                                    ? request.req().getServerPort()
                                    : request.req().getLocalPort());
        } catch (IllegalArgumentException nowhere) {
            return false;
        }
    }

    private static String hostOf(String header) {
        int end = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        return (end <= 0 ? header : header.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private static String nameOf(String serverName) {
        String name = serverName.toLowerCase(Locale.ROOT);
        return name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    }
}
