package io.framewright.app;

import io.framewright.app.config.Key;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What makes an {@code up} listen for HTTP and Arrow Flight. */
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
            description = "Listen for HTTP on this address, 127.0.0.1 unless given. One that other machines reach needs"
                    + " --http-keystore, and tokens of callers.")
    private @Nullable String host;

    @Option(
            names = "--http-name",
            paramLabel = "HOST",
            description = "What other machines reach it by: --http-host unless given or, where that stands for all"
                    + " addresses, the name of this machine. The certificate must name it.")
    private @Nullable String name;

    @Option(
            names = "--flight",
            paramLabel = "PORT",
            description = "Serve frames by Arrow Flight on this port too, 0 for any that is free: on the host, and with"
                    + " the keys and tokens, of --http, which it needs.")
    private @Nullable String flight;

    @Option(
            names = "--http-worker",
            paramLabel = "UUID",
            description = "Serve this worker's frames at / as well, not only at /workers/UUID/.")
    private @Nullable String worker;

    @Option(
            names = "--http-keystore",
            paramLabel = "FILE",
            description = "Talk TLS: a PKCS #12 file with a key and its certificate; its password comes from"
                    + " FRAMEWRIGHT_HTTP_KEYSTORE_PASSWORD or the file.")
    private @Nullable String keystore;

    @Option(
            names = "--http-tokens",
            paramLabel = "FILE",
            description = "Ask callers for a token of this file; one is made and shown if there is none. Unless given,"
                    + " with --http-keystore: ~/.framewright/http-tokens.json.")
    private @Nullable String tokens;

    @Option(names = "--http-read-only", description = "Change nothing over HTTP.")
    private boolean readOnly;

    @Option(
            names = "--push-allow",
            paramLabel = "RULE",
            description = "Let frames be pushed there: file, worker, amqp:QUEUE, redis-stream:KEY (names may end in *),"
                    + " https://HOST:PORT/PATH, net:ADDRESS/BITS for inner networks; may be given several times. Unless"
                    + " given: file and worker.")
    private List<String> pushAllow = List.of();

    @Option(
            names = "--upload-bytes",
            paramLabel = "SIZE",
            description = "The largest file that may be uploaded, such as 512m; 1g unless given.")
    private @Nullable String uploadBytes;

    @Option(
            names = "--uploads-bytes",
            paramLabel = "SIZE",
            description = "What all uploaded files may take; 16g unless given.")
    private @Nullable String uploadsBytes;

    void addTo(Map<Key, List<String>> flags) {
        flags.put(Key.HTTP, given(port));
        flags.put(Key.HTTP_HOST, given(host));
        flags.put(Key.HTTP_NAME, given(name));
        flags.put(Key.FLIGHT, given(flight));
        flags.put(Key.HTTP_WORKER, given(worker));
        flags.put(Key.HTTP_KEYSTORE, given(keystore));
        flags.put(Key.HTTP_TOKENS, given(tokens));
        flags.put(Key.HTTP_READ_ONLY, readOnly ? List.of("true") : List.of());
        flags.put(Key.PUSH_ALLOW, pushAllow);
        flags.put(Key.UPLOAD_BYTES, given(uploadBytes));
        flags.put(Key.UPLOADS_BYTES, given(uploadsBytes));
    }

    private static List<String> given(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
