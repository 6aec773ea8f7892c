package io.framewright.manager.cluster;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node is reached by the others. Immutable.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port 1 to 65 535; 0 for any that is free, where a node says where it is to listen
 */
public record NodeAddress(String host, int port) {
    private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\s:\\[\\]]+)):(\\d{1,5})");

    public NodeAddress {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("no address of a node: host " + host + ", port " + port);
        }
    }

    /** Reads {@code HOST:PORT}, or {@code [ADDRESS]:PORT} for IPv6; empty if it is neither. */
    public static Optional<NodeAddress> read(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(3));
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new NodeAddress(host, port));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
