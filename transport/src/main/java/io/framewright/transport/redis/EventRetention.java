package io.framewright.transport.redis;

import java.time.Duration;

/**
 * How long the events of a stream, and the outcomes they record, are kept: until one of both is reached. Events are cut
 * some at a time, so a stream may be a little over.
 *
 * @param bytes of event JSON a stream may hold, at least 64 KiB
 * @param age of the oldest event
 */
public record EventRetention(long bytes, Duration age) {
    /** 8 MiB and one day. */
    public static final EventRetention DEFAULT = new EventRetention(8L << 20, Duration.ofDays(1));

    public EventRetention {
        if (bytes < 64 << 10 || age.isNegative() || age.isZero()) {
            throw new IllegalArgumentException(
                    "events are kept for at least 64 KiB and a positive age, not for " + bytes + " bytes and " + age);
        }
    }
}
