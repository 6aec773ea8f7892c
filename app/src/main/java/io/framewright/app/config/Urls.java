package io.framewright.app.config;

import io.framewright.transport.redis.RedisConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses of servers, as a person writes them. */
final class Urls {
    private Urls() {}

    private static final String SENTINEL = "redis-sentinel";

    /** Reads an absolute URL with a host, or with Sentinels; empty if it is none or has another scheme. */
    static Optional<URI> read(String text, Set<String> schemes) {
        try {
            URI uri = new URI(text);
            boolean usable = uri.getScheme() != null
                    && schemes.contains(uri.getScheme())
                    && (SENTINEL.equals(uri.getScheme()) ? RedisConfig.isUrl(uri) : uri.getHost() != null);
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }
}
