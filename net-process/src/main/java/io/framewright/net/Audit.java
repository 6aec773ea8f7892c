package io.framewright.net;

import io.framewright.transport.EntryStreams;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who changed what, of which version of a frame, and how it ended: a line of the log at once, and an entry
 * of the stream {@code framewright:audit} soon. Where Redis is away the line is what there is. Thread-safe.
 */
final class Audit implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger("io.framewright.audit");
    private static final String VERSIONS = "framewright-versions";
    private static final String COMMAND = "framewright-command";
    private static final String CODE = "framewright-code";
    private static final int WAITING = 10_000;
    private static final int FRAMES = 16;
    private static final int MAX_TEXT = 512;

    private final EntryStreams streams;
    private final Host host;
    private final FrameVersions versions;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            run -> {
                Thread thread = new Thread(run, "framewright-audit");
                thread.setDaemon(true);
                return thread;
            },
            // Who changes faster than it can be written down waits for it.
            new ThreadPoolExecutor.CallerRunsPolicy());

    Audit(EntryStreams streams, Host host, FrameVersions versions) {
        this.streams = streams;
        this.host = host;
        this.versions = versions;
    }

    /** The id of the command that a request became. */
    static void ofCommand(Context request, UUID commandId) {
        request.attribute(COMMAND, commandId.toString());
    }

    /** The code of the failure that a request ended in. */
    static void ofFailure(Context request, String code) {
        request.attribute(CODE, code);
    }

    /** Before something is changed: remembers which versions of frames there were. */
    void begins(Context request, Optional<UUID> worker) {
        String there = worker.flatMap(host::find)
                .map(held -> held.frames().byName().entrySet().stream()
                        .limit(FRAMES)
                        .map(each -> each.getKey() + "=" + versions.of(each.getValue()))
                        .collect(Collectors.joining(" ")))
                .orElse("");
        request.attribute(VERSIONS, there);
    }

    /** After it. */
    void ends(Context request, Route route, Optional<UUID> worker) {
        Map<String, String> entry = new LinkedHashMap<>();
        entry.put("who", Caller.find(request).map(Caller::name).orElse("unknown"));
        entry.put("from", request.ip());
        entry.put("method", route.method());
        entry.put("path", request.path());
        worker.ifPresent(id -> entry.put("worker", id.toString()));
        put(entry, "versions", request.attribute(VERSIONS));
        put(entry, "commandId", request.attribute(COMMAND));
        entry.put("status", Integer.toString(request.statusCode()));
        put(entry, "code", request.attribute(CODE));
        entry.replaceAll((name, value) -> plain(value));
        log.info("{}", entry);
        writer.execute(() -> streams.audit(entry)
                .peekLeft(failure ->
                        log.error("an entry of the audit trail is in this log only: {}", failure.message())));
    }

    private static void put(Map<String, String> entry, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            entry.put(name, value);
        }
    }

    /** Callers choose paths and names: nothing of them may look like a line of the log. */
    private static String plain(String text) {
        String cut = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
        return cut.replaceAll("\\p{Cntrl}", "?");
    }

    /** Writes what is left. */
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
                log.warn(
                        "{} entries of the audit trail are in this log only",
                        writer.getQueue().size());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
