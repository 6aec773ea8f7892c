package io.framewright.transport;

/** Takes the deliveries of one subscription, one call at a time, in queue order. Must not block. */
public interface DeliveryListener {
    /** One more message. */
    void onDelivery(Delivery delivery);

    /**
     * The queue was deleted or the broker took the subscription away for good; no delivery follows. Losing the
     * connection is no such case: the adapter connects again and goes on.
     */
    default void onCancelled() {}
}
