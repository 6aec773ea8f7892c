package io.framewright.transport;

import java.time.Duration;
import java.util.Optional;

/**
 * What becomes of a worker that has nothing to do: no command runs or waits, and it reads no stream. Immutable.
 *
 * @param timeout after this time its frames leave memory until the next command comes; empty: never
 * @param ttl after this time it ends as if it was killed; empty: never
 */
public record Idling(Optional<Duration> timeout, Optional<Duration> ttl) {
    /** Nothing becomes of it. */
    public static final Idling NEVER = new Idling(Optional.empty(), Optional.empty());

    public Idling {
        if (timeout.filter(time -> time.isNegative() || time.isZero()).isPresent()
                || ttl.filter(time -> time.isNegative() || time.isZero()).isPresent()) {
            throw new IllegalArgumentException("idle times are positive: " + timeout + ", " + ttl);
        }
    }

    /** What is not said here is as said there. */
    public Idling or(Idling other) {
        return new Idling(timeout.or(other::timeout), ttl.or(other::ttl));
    }

    /** Whether anything becomes of it. */
    public boolean matters() {
        return timeout.isPresent() || ttl.isPresent();
    }
}
