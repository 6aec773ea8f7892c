package io.framewright.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The newest event of each worker that anybody was told of here. An event is published a moment before readers find its
 * frames; whoever was told of it waits for those, so that nobody reads what they have just seen changed. It remembers
 * the workers that were told of last. Thread-safe.
 */
final class ToldEvents {
    private static final int WORKERS = 10_000;

    private final Map<UUID, Long> newest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
            return size() > WORKERS;
        }
    };

    /** Somebody is about to be told of this event. */
    synchronized void told(UUID workerId, long sequence) {
        newest.merge(workerId, sequence, Math::max);
    }

    /** The sequence of the newest that was told; 0 if none was. */
    synchronized long newest(UUID workerId) {
        return newest.getOrDefault(workerId, 0L);
    }
}
