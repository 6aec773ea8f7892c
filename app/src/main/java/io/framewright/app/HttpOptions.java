package io.framewright.app;

import io.framewright.app.config.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What makes an {@code up} listen for HTTP. */
final class HttpOptions {
    @Option(
            names = "--http",
            paramLabel = "PORT",
            description =
                    "Serve workers and their frames over HTTP on this port, 0 for any that is free, and a page for"
                            + " people at /ui/.")
    private @Nullable String port;

    @Option(
            names = "--http-host",
            paramLabel = "HOST",
            description = "Listen for HTTP on this address, 127.0.0.1 unless given.")
    private @Nullable String host;

    @Option(
            names = "--http-worker",
            paramLabel = "UUID",
            description = "Serve this worker's frames at / as well, not only at /workers/UUID/.")
    private @Nullable String worker;

    void addTo(Map<Key, List<String>> flags) {
        flags.put(Key.HTTP, given(port));
        flags.put(Key.HTTP_HOST, given(host));
        flags.put(Key.HTTP_WORKER, given(worker));
    }

    private static List<String> given(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
