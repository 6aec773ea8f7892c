package io.framewright.net;

import io.framewright.frame.Frame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Versions of frames that somebody pages through, and what was made of them for that: kept for a time after the last
 * page, as long as there is room. The one that was not asked for the longest goes first. Thread-safe.
 */
final class PinnedFrames {
    private final long keptNanos;
    private final int most;
    private final long mostBytes;
    private final LongSupplier nanoTime;
    private final Map<String, Pinned> pinned = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Pinned(Frame frame, long bytes, long until) {}

    /** @param nanoTime as {@link System#nanoTime} */
    PinnedFrames(Duration kept, int most, long mostBytes, LongSupplier nanoTime) {
        this.keptNanos = kept.toNanos();
        this.most = most;
        this.mostBytes = mostBytes;
        this.nanoTime = nanoTime;
    }

    /** Keeps a frame under this name, also if it takes more than there is room for: then it is the only one. */
    synchronized void keep(String name, Frame frame) {
        drop(name);
        long size = frame.memoryBytes();
        pinned.put(name, new Pinned(frame, size, nanoTime.getAsLong() + keptNanos));
        bytes += size;
        tidy();
    }

    /** The frame of this name, kept for as long again. */
    synchronized Optional<Frame> find(String name) {
        tidy();
        Pinned found = pinned.get(name);
        if (found == null) {
            return Optional.empty();
        }
        pinned.put(name, new Pinned(found.frame, found.bytes, nanoTime.getAsLong() + keptNanos));
        return Optional.of(found.frame);
    }

    /** How many are kept. */
    synchronized int size() {
        tidy();
        return pinned.size();
    }

    /** Lets go of what nobody asks for any more. */
    synchronized void tidy() {
        long now = nanoTime.getAsLong();
        var oldestFirst = pinned.values().iterator();
        while (oldestFirst.hasNext()) {
            Pinned oldest = oldestFirst.next();
            boolean tooMuch = pinned.size() > most || bytes > mostBytes && pinned.size() > 1;
            if (!tooMuch && oldest.until - now > 0) {
                return;
            }
            bytes -= oldest.bytes;
            oldestFirst.remove();
        }
    }

    private void drop(String name) {
        Pinned old = pinned.remove(name);
        bytes -= old == null ? 0 : old.bytes;
    }
}
