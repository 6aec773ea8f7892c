package io.framewright.transport.rabbitmq;

import io.framewright.transport.Delivery;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.Subscription;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscription over all the channels it lives on one after the other. The listener is called under a lock of its own,
 * so a delivery of an old channel that comes late neither runs beside nor after one of the new channel.
 */
final class AmqpSubscription implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(AmqpSubscription.class);

    private static final Duration LAST_DELIVERY_WITHIN = Duration.ofSeconds(5);
    private static final long LOOK_AGAIN_MILLIS = 50;

    private final String queue;
    private final int window;
    private final DeliveryListener listener;
    private final Consumer<AmqpSubscription> onEnd;
    private final Object delivering = new Object();
    private final Object lock = new Object();
    // Guarded by lock; read without it where an old value does no harm.
    private volatile @Nullable DeliveryChannel channel;
    private @Nullable String consumerTag;
    private volatile boolean closing;
    private volatile boolean ended;
    /** The broker has said that no delivery follows, and all before that are with the listener. */
    private final CountDownLatch lastDelivered = new CountDownLatch(1);

    private int failures;

    AmqpSubscription(String queue, int window, DeliveryListener listener, Consumer<AmqpSubscription> onEnd) {
        this.queue = queue;
        this.window = window;
        this.listener = listener;
        this.onEnd = onEnd;
    }

    String queue() {
        return queue;
    }

    int window() {
        return window;
    }

    boolean hasEnded() {
        return ended || closing;
    }

    /** Whether it lives on a channel that is there. */
    boolean isEstablished() {
        DeliveryChannel on = channel;
        return on != null && !on.isLost();
    }

    /** How often establishing it has failed in a row, this time included. */
    int countFailure() {
        synchronized (lock) {
            return ++failures;
        }
    }

    /** Starts to consume on a channel; does nothing if it does already, or has ended. */
    void establish(DeliveryChannel on) throws java.io.IOException {
        synchronized (lock) {
            if (hasEnded() || isEstablished()) {
                return;
            }
            // Before consuming: deliveries of any other channel are old ones.
            channel = on;
            try {
                consumerTag = on.consume(this);
                failures = 0;
            } catch (java.io.IOException | RuntimeException failed) {
                channel = null;
                on.subscriptions().remove(this);
                throw failed;
            }
        }
    }

    void deliver(DeliveryChannel from, Delivery delivery) {
        synchronized (delivering) {
            if (from != channel || from.isLost()) {
                return;
            }
            if (ended) {
                delivery.release();
                return;
            }
            try {
                listener.onDelivery(delivery);
            } catch (RuntimeException bug) {
                // Released it would come again at once, for ever; unsettled it comes again with the next connection.
                LOG.error("The listener of queue {} failed; the message stays unsettled", queue, bug);
            }
        }
    }

    /** The broker, or whoever deleted the queue, took the subscription away. */
    void cancelled() {
        synchronized (delivering) {
            synchronized (lock) {
                if (ended) {
                    return;
                }
                ended = true;
            }
            onEnd.accept(this);
            listener.onCancelled();
        }
    }

    /** All deliveries of this subscription were made. */
    void lastDelivered() {
        lastDelivered.countDown();
    }

    /**
     * What is on its way when it is called still reaches the listener: whoever closes knows afterwards all that is
     * unsettled, and nothing of it lies nowhere when the queue is looked at.
     */
    @Override
    public void close() {
        DeliveryChannel on;
        String tag;
        synchronized (lock) {
            if (hasEnded()) {
                return;
            }
            closing = true;
            on = channel;
            tag = consumerTag;
        }
        onEnd.accept(this);
        if (on != null && tag != null && !on.isLost() && on.cancel(this, tag)) {
            awaitLastDelivery(on);
        }
        ended = true;
    }

    private void awaitLastDelivery(DeliveryChannel on) {
        try {
            long giveUpAt = System.nanoTime() + LAST_DELIVERY_WITHIN.toNanos();
            while (!on.isLost()
                    && System.nanoTime() < giveUpAt
                    && !lastDelivered.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.debug("The last delivery of queue {} is awaited", queue);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
