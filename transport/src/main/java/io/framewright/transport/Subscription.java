package io.framewright.transport;

/** A running consumption of one queue. Thread-safe. */
public interface Subscription extends AutoCloseable {
    /**
     * Takes no more deliveries; those already given out can still be settled. Idempotent. Returns when the broker has
     * confirmed or cannot be reached.
     */
    @Override
    void close();
}
