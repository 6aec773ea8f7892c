package io.framewright.transport.redis;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was recorded so recently that Redis may forget it if it loses power: with {@code appendfsync everysec} it brings
 * to the disk once a second what it has answered, two seconds late at most. Bounded by bytes: then the oldest go first.
 * Not thread-safe.
 */
final class RecentRecordings {
    /** Longer than Redis takes to bring something to the disk. */
    static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(3);

    private final long maxBytes;
    private final Deque<Entry> all = new ArrayDeque<>();
    private final Map<String, Deque<Entry>> byStream = new HashMap<>();
    private long bytes;

    private static final class Entry {
        private final Recording recording;
        private final long nanos;
        private boolean taken;

        Entry(Recording recording, long nanos) {
            this.recording = recording;
            this.nanos = nanos;
        }
    }

    RecentRecordings(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @param nanos when Redis answered, by {@link System#nanoTime} */
    void add(Recording recording, long nanos) {
        Entry entry = new Entry(recording, nanos);
        all.addLast(entry);
        byStream.computeIfAbsent(recording.stream(), stream -> new ArrayDeque<>())
                .addLast(entry);
        bytes += recording.bytes();
        while (bytes > maxBytes) {
            dropFirst();
        }
    }

    /** Redis answered at this time: what it had recorded long before is on its disk. */
    void answered(long nanos) {
        Entry first = all.peekFirst();
        while (first != null && (first.taken || nanos - first.nanos > FORGOTTEN_WITHIN.toNanos())) {
            dropFirst();
            first = all.peekFirst();
        }
    }

    private void dropFirst() {
        Entry first = all.removeFirst();
        if (!first.taken) {
            bytes -= first.recording.bytes();
            Deque<Entry> ofStream = byStream.get(first.recording.stream());
            if (ofStream != null && ofStream.remove() == first && ofStream.isEmpty()) {
                byStream.remove(first.recording.stream());
            }
        }
    }

    boolean isEmpty() {
        return byStream.isEmpty();
    }

    /** The streams that anything is kept of. */
    List<String> streams() {
        return List.copyOf(byStream.keySet());
    }

    /** Takes out what is kept of a stream, in the order in which it was recorded. */
    List<Recording> take(String stream) {
        Deque<Entry> entries = byStream.remove(stream);
        if (entries == null) {
            return List.of();
        }
        List<Recording> taken = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            entry.taken = true;
            bytes -= entry.recording.bytes();
            taken.add(entry.recording);
        }
        return taken;
    }
}
