package io.framewright.net;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Commands that this process took to the broker a short while ago and has seen no outcome of: those last sent, for an
 * hour. Thread-safe.
 */
final class SentCommands {
    private static final int MOST = 10_000;
    private static final long KEPT_NANOS = Duration.ofHours(1).toNanos();

    private final LongSupplier nanoTime;
    private final Map<Sent, Long> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Sent, Long> eldest) {
            return size() > MOST;
        }
    };

    private record Sent(UUID workerId, UUID commandId) {}

    /** @param nanoTime as {@link System#nanoTime} */
    SentCommands(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void sent(UUID workerId, UUID commandId) {
        sent.put(new Sent(workerId, commandId), nanoTime.getAsLong());
    }

    /** It has its outcome, or did not get to the broker. */
    synchronized void forget(UUID workerId, UUID commandId) {
        sent.remove(new Sent(workerId, commandId));
    }

    /** Whether it was sent and not forgotten. */
    synchronized boolean has(UUID workerId, UUID commandId) {
        Long since = sent.get(new Sent(workerId, commandId));
        return since != null && nanoTime.getAsLong() - since < KEPT_NANOS;
    }
}
