package io.framewright.client;

import io.framewright.event.Event;
import io.framewright.event.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The calls that have no answer yet, by command. A command may be sent again while it is under way (that is how one
 * retries); all its calls then get the same answer. Thread-safe.
 */
final class OpenCalls {
    private record Open(PendingCall call, Correspondent to) {}

    private final Map<UUID, List<Open>> calls = new ConcurrentHashMap<>();

    /** Adds a call; whoever made it calls {@link #remove} when it is done. */
    void add(PendingCall call, Correspondent to) {
        calls.merge(call.commandId(), List.of(new Open(call, to)), OpenCalls::joined);
    }

    void deliver(Event event) {
        List<Open> waiting = calls.get(event.commandId());
        if (waiting != null) {
            waiting.forEach(open -> open.call().deliver(event));
        }
    }

    /** Those that have not answered yet. */
    Set<Correspondent> correspondents() {
        return calls.values().stream().flatMap(List::stream).map(Open::to).collect(Collectors.toSet());
    }

    void failAll(Correspondent to, Failure failure) {
        calls.values().stream()
                .flatMap(List::stream)
                .filter(open -> open.to().equals(to))
                .toList()
                .forEach(open -> open.call().fail(failure));
    }

    void failAll(Failure failure) {
        calls.values().stream()
                .flatMap(List::stream)
                .toList()
                .forEach(open -> open.call().fail(failure));
    }

    void remove(PendingCall call) {
        calls.computeIfPresent(call.commandId(), (id, waiting) -> {
            List<Open> left =
                    waiting.stream().filter(open -> open.call() != call).toList();
            return left.isEmpty() ? null : left;
        });
    }

    private static List<Open> joined(List<Open> some, List<Open> more) {
        List<Open> all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
