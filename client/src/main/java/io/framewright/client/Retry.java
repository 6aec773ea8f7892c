package io.framewright.client;

import java.time.Duration;

/**
 * How often a command is sent again, under the same {@code commandId}, when the broker could not be reached or did not
 * take it. A worker that got it twice executes it once. The call's time-out bounds all of it. Immutable.
 *
 * <pre>{@code
 * ClientConfig patient = ClientConfig.of(amqp, redis).withRetry(new Retry(10, Duration.ofMillis(500)));
 * }</pre>
 *
 * @param attempts how often it is sent in all, at least 1
 * @param pause before it is sent for the second time; doubles each time, up to ten seconds; positive
 */
public record Retry(int attempts, Duration pause) {
    /** Three times, the first time again after 200 ms. */
    public static final Retry DEFAULT = new Retry(3, Duration.ofMillis(200));
    /** Once: the caller sees every failure at once. */
    public static final Retry NEVER = new Retry(1, Duration.ofMillis(1));

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int LARGEST_SHIFT = 20;

    public Retry {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, it is " + attempts);
        }
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("pause must be positive, it is " + pause);
        }
    }

    /** How long to wait after so many attempts, 1 or more. */
    Duration pauseAfter(int attempt) {
        Duration longer = pause.multipliedBy(1L << Math.min(attempt - 1, LARGEST_SHIFT));
        return longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }
}
