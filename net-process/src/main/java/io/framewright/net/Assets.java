package io.framewright.net;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code /ui/…}: files of the class path below one directory. Only names of harmless characters are looked for, so that
 * no way leads out of it.
 */
final class Assets {
    private static final String DIRECTORY = "/io/framewright/net/ui/";
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*(/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)*");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"));

    /** The file of the path behind {@code /ui/}; the page itself for an empty one. */
    Either<Failure, Answer> get(Context request) {
        String path = request.path().substring("/ui/".length());
        return find(path.isEmpty() ? "index.html" : path)
                .<Either<Failure, Answer>>map(Either::right)
                .orElseGet(() -> Either.left(HttpCode.NO_SUCH_PATH.failure("There is no such file below /ui/.")));
    }

    private static Optional<Answer> find(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || !TYPES.containsKey(ending)) {
            return Optional.empty();
        }
        try (InputStream file = Assets.class.getResourceAsStream(DIRECTORY + name)) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(Answer.bytes(200, TYPES.getOrDefault(ending, ""), file.readAllBytes())
                            .with("Cache-Control", "no-cache"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading " + DIRECTORY + name, unreadable);
        }
    }
}
