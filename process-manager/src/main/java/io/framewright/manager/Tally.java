package io.framewright.manager;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What a manager has done since its start. Thread-safe. */
final class Tally {
    private final long startedNanos = System.nanoTime();
    private final AtomicLong spawned = new AtomicLong();
    private final AtomicLong killed = new AtomicLong();

    void addSpawned() {
        spawned.incrementAndGet();
    }

    /** @param ended whether there was a worker to kill */
    void addKilled(boolean ended) {
        if (ended) {
            killed.incrementAndGet();
        }
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    long workersSpawned() {
        return spawned.get();
    }

    long workersKilled() {
        return killed.get();
    }
}
