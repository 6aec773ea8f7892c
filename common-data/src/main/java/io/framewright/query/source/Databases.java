package io.framewright.query.source;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The databases that sources and destinations of type {@code sql} may use, each a JDBC URL under a name. Users,
 * passwords and options stand here, in the configuration of the process; a command says only the name, or the URL
 * without them. A URL that says more is refused: options of drivers can load classes and read files.
 *
 * <p>Immutable and thread-safe. Never shows a URL.
 */
public final class Databases {
    /** What a name looks like. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private static final Pattern URL = Pattern.compile("jdbc:[A-Za-z0-9]+:\\S.*");
    private static final Databases NONE = new Databases(Map.of());

    private final Map<String, String> urls;

    private Databases(Map<String, String> urls) {
        this.urls = Collections.unmodifiableMap(new LinkedHashMap<>(urls));
    }

    /** No database: each is refused. */
    public static Databases none() {
        return NONE;
    }

    /** These JDBC URLs by name; {@link IllegalArgumentException} if a name or URL is none. */
    public static Databases of(Map<String, String> urls) {
        urls.forEach((name, url) -> {
            if (!NAME.matcher(name).matches() || !isUrl(url)) {
                throw new IllegalArgumentException("not a name and a JDBC URL: " + name);
            }
        });
        return new Databases(urls);
    }

    /** Whether this looks like a JDBC URL; whether there is a driver for it is seen when it is used. */
    public static boolean isUrl(String text) {
        return URL.matcher(text).matches();
    }

    /** The names, in the order in which they were given. */
    public List<String> names() {
        return List.copyOf(urls.keySet());
    }

    /**
     * The database that a command means.
     *
     * @param given a name, or a URL without user, password and options
     * @return left {@code SOURCE_NOT_ALLOWED}
     */
    Either<Failure, Database> find(String given) {
        if (urls.isEmpty()) {
            return Either.left(Failure.of(
                    FailureCode.SOURCE_NOT_ALLOWED,
                    "No database is allowed; start with --database NAME=URL to allow one."));
        }
        for (Map.Entry<String, String> each : urls.entrySet()) {
            Database database = new Database(each.getKey(), each.getValue());
            if (each.getKey().equals(given) || database.bareUrl().equals(given)) {
                return Either.right(database);
            }
        }
        // What was given is not echoed: it may hold a password.
        return Either.left(Failure.of(
                FailureCode.SOURCE_NOT_ALLOWED,
                "This database is not allowed; give the name of one that is (" + String.join(", ", names())
                        + "), or its URL without user, password and options.",
                "databases",
                names()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Databases databases && urls.equals(databases.urls);
    }

    @Override
    public int hashCode() {
        return urls.hashCode();
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
