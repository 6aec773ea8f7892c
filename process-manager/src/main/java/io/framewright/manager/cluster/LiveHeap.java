package io.framewright.manager.cluster;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much heap is really in use. What a heap holds at a moment is mostly garbage; the least of the last minute is
 * close to what stays after a collection. Not thread-safe.
 */
final class LiveHeap {
    private static final int READINGS = 30;

    private final Deque<Long> readings = new ArrayDeque<>();

    long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        readings.addLast(runtime.totalMemory() - runtime.freeMemory());
        if (readings.size() > READINGS) {
            readings.removeFirst();
        }
        return readings.stream().mapToLong(Long::longValue).min().orElse(0);
    }

    static long maxBytes() {
        return Runtime.getRuntime().maxMemory();
    }
}
