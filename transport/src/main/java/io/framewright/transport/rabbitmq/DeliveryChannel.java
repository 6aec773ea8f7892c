package io.framewright.transport.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of one AMQP channel that subscriptions get their deliveries by. It ends when the channel does; deliveries
 * that came by it are then lost, and a new one takes its place. Thread-safe.
 */
final class DeliveryChannel {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryChannel.class);

    /**
     * So many acknowledgements go out at once, fewer after a pause: a frame each would cost the broker a lot of time.
     */
    private static final int FLUSH_AT = 64;

    private static final long FLUSH_AFTER_MILLIS = 2;

    /** AMQP has two bytes for it. */
    private static final int MAX_WINDOW = 65_535;

    private final Channel channel;
    private final boolean shared;
    private final AmqpThreads threads;
    private final SerialLane lane;
    private final Settlements settlements = new Settlements();
    private final Set<AmqpSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean flushing = new AtomicBoolean();
    private final AtomicBoolean flushingLater = new AtomicBoolean();
    private final AtomicLong outstanding = new AtomicLong();
    private volatile boolean lost;
    private volatile boolean retiring;

    private final Settlements.Frames frames;

    DeliveryChannel(Channel channel, boolean shared, AmqpThreads threads) {
        this.channel = channel;
        this.shared = shared;
        this.threads = threads;
        this.lane = new SerialLane(threads.workers());
        this.frames = new Settlements.Frames() {
            @Override
            public void ack(long tag, boolean andAllBefore) throws IOException {
                channel.basicAck(tag, andAllBefore);
            }

            @Override
            public void requeue(long tag) throws IOException {
                channel.basicNack(tag, false, true);
            }
        };
    }

    /** What happens when the channel has ended, for whatever reason. Told at once if it has already. */
    void onEnd(java.util.function.Consumer<ShutdownSignalException> listener) {
        channel.addShutdownListener(cause -> {
            lost = true;
            listener.accept(cause);
        });
    }

    boolean isLost() {
        return lost;
    }

    /** Whether it is gone, or is just being ended. */
    boolean takesNoMore() {
        return lost || !channel.isOpen();
    }

    boolean isShared() {
        return shared;
    }

    Set<AmqpSubscription> subscriptions() {
        return subscriptions;
    }

    /** Starts a subscription on this channel. Its window is that of the consumer, or of the channel it has alone. */
    String consume(AmqpSubscription subscription) throws IOException {
        subscriptions.add(subscription);
        synchronized (channel) {
            channel.basicQos(Math.min(subscription.window(), MAX_WINDOW));
            return channel.basicConsume(subscription.queue(), false, new DefaultConsumer(channel) {
                @Override
                public void handleDelivery(
                        String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
                    outstanding.incrementAndGet();
                    subscription.deliver(
                            DeliveryChannel.this,
                            new AmqpDelivery(
                                    DeliveryChannel.this,
                                    envelope.getDeliveryTag(),
                                    envelope.isRedeliver(),
                                    properties,
                                    body));
                }

                @Override
                public void handleCancelOk(String tag) {
                    subscription.lastDelivered();
                }

                @Override
                public void handleCancel(String tag) {
                    subscription.cancelled();
                }
            });
        }
    }

    /**
     * Ends a subscription, which is told when it had its last delivery; a channel that only it used goes too, once its
     * deliveries are settled.
     *
     * @return whether it will be told
     */
    boolean cancel(AmqpSubscription subscription, String consumerTag) {
        subscriptions.remove(subscription);
        boolean cancelled = true;
        try {
            channel.basicCancel(consumerTag);
        } catch (IOException | AlreadyClosedException gone) {
            LOG.debug("The subscription of {} was gone already", subscription.queue(), gone);
            cancelled = false;
        }
        if (!shared) {
            retiring = true;
            lane.execute(this::flush);
        }
        return cancelled;
    }

    void settle(long tag, boolean acknowledge) {
        if (lost || !settlements.settle(tag, acknowledge)) {
            return;
        }
        outstanding.decrementAndGet();
        if (!acknowledge || retiring || settlements.unsent() >= FLUSH_AT) {
            flushSoon();
        } else if (flushingLater.compareAndSet(false, true)) {
            threads.later(this::flushSoon, FLUSH_AFTER_MILLIS);
        }
    }

    private void flushSoon() {
        if (flushing.compareAndSet(false, true)) {
            lane.execute(this::flush);
        }
    }

    private void flush() {
        flushing.set(false);
        flushingLater.set(false);
        try {
            settlements.flush(frames);
        } catch (IOException | AlreadyClosedException gone) {
            // The broker delivers again what it was not told about.
            LOG.debug("Could not acknowledge on a channel that is gone", gone);
            return;
        }
        retireIfIdle();
    }

    private void retireIfIdle() {
        // In this order: what was counted down was noted before.
        if (retiring && outstanding.get() == 0 && settlements.isFlushed()) {
            abort();
        }
    }

    /** Tells the broker what is settled, and ends the channel. */
    CompletableFuture<Void> close() {
        return CompletableFuture.runAsync(
                () -> {
                    flush();
                    abort();
                },
                lane);
    }

    /** Ends the channel; what is not settled goes back to its queue. */
    void abort() {
        try {
            channel.abort();
        } catch (IOException gone) {
            LOG.debug("The channel was gone already", gone);
        }
    }
}
