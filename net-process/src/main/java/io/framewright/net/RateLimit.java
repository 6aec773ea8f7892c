package io.framewright.net;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests an address may send: so many a second on average, twice as many at once. It remembers the addresses
 * that came last. Thread-safe.
 */
final class RateLimit {
    private static final int ADDRESSES = 10_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    private record Bucket(double left, long at) {}

    /** @param nanoTime as {@link System#nanoTime} */
    RateLimit(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
    }

    /** Whether one more request of this address is taken now. */
    synchronized boolean admits(String address) {
        long now = nanoTime.getAsLong();
        Bucket before = buckets.getOrDefault(address, new Bucket(2 * perSecond, now));
        double left = Math.min(2 * perSecond, before.left + (now - before.at) / NANOS * perSecond);
        buckets.put(address, new Bucket(left >= 1 ? left - 1 : left, now));
        return left >= 1;
    }
}
