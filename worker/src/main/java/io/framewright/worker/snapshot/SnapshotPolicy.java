package io.framewright.worker.snapshot;

import java.time.Duration;

/**
 * When a snapshot is taken beside those that a drain or a command asks for: as soon as one of these holds since the
 * last one. It is taken in the background, of frames that nobody changes any more, while commands go on. Immutable.
 *
 * @param steps changes, at least 1
 * @param bytes of the changes as they are recorded in Redis, at least 1
 * @param after time since the first of them
 * @param keep how many snapshots of a worker are kept, at least 1: where the newest is damaged the one before it is
 *     used
 */
public record SnapshotPolicy(int steps, long bytes, Duration after, int keep) {
    public SnapshotPolicy {
        if (steps < 1 || bytes < 1 || keep < 1 || after.isNegative() || after.isZero()) {
            throw new IllegalArgumentException("steps, bytes, time and snapshots to keep are positive");
        }
    }

    /** 1 000 changes, 16 MiB or a minute; two are kept. */
    public static SnapshotPolicy defaults() {
        return new SnapshotPolicy(1_000, 16 << 20, Duration.ofMinutes(1), 2);
    }
}
