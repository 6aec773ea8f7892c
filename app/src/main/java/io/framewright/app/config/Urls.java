package io.framewright.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Addresses of servers, as a person writes them. */
final class Urls {
    private Urls() {}

    /** Reads an absolute URL with a host; empty if it is none or has another scheme. */
    static Optional<URI> read(String text, Set<String> schemes) {
        try {
            URI uri = new URI(text);
            boolean usable = uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null;
            return usable ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }
}
