package io.framewright.transport.redis;

import java.util.concurrent.TimeUnit;

/** Growing pauses between tries: 20 ms at first, two seconds at most. Not thread-safe. */
final class Backoff {
    private static final long FIRST_MILLIS = 20;
    private static final long LONGEST_MILLIS = 2_000;

    private long millis = FIRST_MILLIS;

    /** Waits; false if the thread was interrupted and should stop. */
    boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
        millis = Math.min(LONGEST_MILLIS, millis * 2);
        return true;
    }

    void reset() {
        millis = FIRST_MILLIS;
    }
}
