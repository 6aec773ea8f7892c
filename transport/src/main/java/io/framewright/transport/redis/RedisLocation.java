package io.framewright.transport.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/**
 * What a Redis URL says.
 *
 * @param nodes the server; or the Sentinels that know where it is
 * @param master the name that the Sentinels know it by; empty if {@code nodes} is the server
 * @param user to log in as, at the server; null for none
 * @param password at the server; null for none
 * @param database its number
 * @param tls whether the connection is encrypted
 */
record RedisLocation(
        List<HostAndPort> nodes,
        Optional<String> master,
        @Nullable String user,
        @Nullable String password,
        int database,
        boolean tls) {
    /** What URLs look like. */
    static final String FORM = "redis://host:6379/0, or redis-sentinel://host:26379,host:26379/mastername";

    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26_379;
    private static final Pattern URL = Pattern.compile(
            "^(?<scheme>redis|rediss|redis-sentinel)://(?:(?<user>[^:/?#@]*)(?::(?<password>[^/?#]*))?@)?"
                    + "(?<nodes>[^/?#@]+)(?:/(?<path>[^?#]*))?(?:\\?database=(?<database>\\d{1,5}))?$");
    private static final Pattern NODE = Pattern.compile("^(\\[[0-9a-fA-F:.]+]|[^:\\[\\],]+)(?::(\\d{1,5}))?$");

    /** Reads a URL; empty if it is none of Redis. */
    static Optional<RedisLocation> read(URI uri) {
        Matcher url = URL.matcher(uri.toString());
        if (!url.matches()) {
            return Optional.empty();
        }
        boolean sentinel = "redis-sentinel".equals(url.group("scheme"));
        String path = url.group("path") == null ? "" : decoded(url.group("path"));
        List<HostAndPort> nodes = nodes(url.group("nodes"), sentinel ? SENTINEL_PORT : SERVER_PORT);
        boolean hasName = !path.isEmpty() && !path.contains("/");
        boolean isNumber = path.isEmpty() || path.matches("\\d{1,5}");
        if (nodes.isEmpty() || (sentinel ? !hasName : nodes.size() > 1 || !isNumber)) {
            return Optional.empty();
        }
        String number = sentinel ? url.group("database") : path;
        return Optional.of(new RedisLocation(
                nodes,
                sentinel ? Optional.of(path) : Optional.empty(),
                blankAsNull(url.group("user")),
                blankAsNull(url.group("password")),
                number == null || number.isEmpty() ? 0 : Integer.parseInt(number),
                "rediss".equals(url.group("scheme"))));
    }

    private static List<HostAndPort> nodes(String text, int defaultPort) {
        List<HostAndPort> nodes = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Matcher node = NODE.matcher(each);
            if (!node.matches()) {
                return List.of();
            }
            int port = node.group(2) == null ? defaultPort : Integer.parseInt(node.group(2));
            nodes.add(new HostAndPort(node.group(1).replaceAll("[\\[\\]]", ""), port));
        }
        return nodes;
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : decoded(text);
    }

    private static String decoded(String text) {
        // A plus is a plus here.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Without user and password: for messages and logs. */
    String address() {
        List<String> shown = nodes.stream().map(HostAndPort::toString).toList();
        return (master.isPresent() ? "redis-sentinel://" : tls ? "rediss://" : "redis://")
                + String.join(",", shown)
                + master.map(name -> "/" + name).orElse("");
    }

    /** Never with the password. */
    @Override
    public String toString() {
        return address();
    }
}
