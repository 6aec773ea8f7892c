package io.framewright.worker;

import java.time.Duration;

/**
 * How often a worker may crash before it is quarantined (docs/adr/0010).
 *
 * @param restarts that many within the time, and it is not started again by itself; 0 for no limit
 * @param within by the clock of Redis
 */
public record RestartLimit(int restarts, Duration within) {
    /** Three within ten minutes. */
    public static final RestartLimit DEFAULT = new RestartLimit(3, Duration.ofMinutes(10));

    /** Workers are started again for ever. */
    public static final RestartLimit NONE = new RestartLimit(0, Duration.ofMinutes(10));

    public RestartLimit {
        if (restarts < 0 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    "the restart limit is " + restarts + " within " + within + "; neither may be negative");
        }
    }

    boolean isReachedBy(int count) {
        return restarts > 0 && count >= restarts;
    }
}
