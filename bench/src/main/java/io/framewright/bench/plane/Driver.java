package io.framewright.bench.plane;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The publisher and subscriber of all peers, the same for each: one channel with confirms, mandatory persistent
 * messages to the peer's queues in turn, one subscription. Each answer is taken once; a missing or doubled one ends the
 * bench.
 */
final class Driver implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Connection connection;
    private final Channel channel;
    private final Jedis redis;
    private final Wire wire;
    private final List<String> queues;
    private final Thread reader;
    private final BitSet seen = new BitSet();
    private long published;
    private volatile long completed;
    private volatile long wakeAt = Long.MAX_VALUE;
    private volatile @Nullable Thread waiting;
    private volatile @Nullable String wrong;

    Driver(PlaneOptions options, Peer peer, List<String> queues, String answers) throws Exception {
        this.wire = new Wire(peer == Peer.CELERY);
        this.queues = queues;
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(options.amqpUrl());
        connection = factory.newConnection();
        channel = connection.createChannel();
        channel.confirmSelect();
        channel.addConfirmListener((number, multiple) -> {}, (number, multiple) -> wrong = "refused a message");
        channel.addReturnListener(returned -> wrong = "returned a message for " + returned.getRoutingKey());
        redis = new Jedis(URI.create(options.redisUrl()));
        CountDownLatch subscribed = new CountDownLatch(1);
        reader = new Thread(() -> read(subscribed, peer, answers), "driver-" + peer.label());
        reader.setDaemon(true);
        reader.start();
        subscribed.await();
    }

    private void read(CountDownLatch subscribed, Peer peer, String answers) {
        Answers listener = new Answers(subscribed);
        try {
            if (peer == Peer.CELERY) {
                redis.psubscribe(listener, "celery-task-meta-*".getBytes(StandardCharsets.UTF_8));
            } else {
                redis.subscribe(listener, answers.getBytes(StandardCharsets.UTF_8));
            }
        } catch (JedisConnectionException closed) {
            wrong = "ended the subscription";
        }
    }

    private final class Answers extends BinaryJedisPubSub {
        private final CountDownLatch subscribed;

        Answers(CountDownLatch subscribed) {
            this.subscribed = subscribed;
        }

        @Override
        public void onSubscribe(byte[] name, int count) {
            subscribed.countDown();
        }

        @Override
        public void onPSubscribe(byte[] pattern, int count) {
            subscribed.countDown();
        }

        @Override
        public void onMessage(byte[] name, byte[] message) {
            take(message);
        }

        @Override
        public void onPMessage(byte[] pattern, byte[] name, byte[] message) {
            take(message);
        }
    }

    /** On the reader's thread alone. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField")
    private void take(byte[] message) {
        long number = wire.answered(message);
        if (number < 0 || seen.get((int) number)) {
            wrong = "answered wrongly: " + new String(message, StandardCharsets.UTF_8);
            return;
        }
        seen.set((int) number);
        completed++;
        if (completed >= wakeAt) {
            LockSupport.unpark(waiting);
        }
    }

    /** Keeps so many commands under way for so long, waits for the last answer, and gives round trips a second. */
    double saturate(int inFlight, double seconds) throws IOException {
        long before = completed;
        long began = System.nanoTime();
        long stopAt = began + (long) (seconds * 1e9);
        while (System.nanoTime() < stopAt) {
            if (published - completed >= inFlight) {
                // Not for each answer: waking up costs more than publishing.
                awaitCompleted(published - inFlight * 3L / 4);
            }
            publish();
        }
        awaitCompleted(published);
        return (completed - before) / ((System.nanoTime() - began) / 1e9);
    }

    /** One command after the other; gives the median round trip in microseconds. */
    double alone(int calls) throws IOException {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long sent = System.nanoTime();
            publish();
            awaitCompleted(published);
            nanos[i] = System.nanoTime() - sent;
        }
        Arrays.sort(nanos);
        return nanos[calls / 2] / 1e3;
    }

    private void publish() throws IOException {
        channel.basicPublish(
                "",
                queues.get((int) (published % queues.size())),
                true,
                wire.properties(published),
                wire.body(published));
        published++;
    }

    private void awaitCompleted(long count) {
        waiting = Thread.currentThread();
        wakeAt = count;
        long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
        while (completed < count) {
            LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(100));
            String problem = wrong;
            if (problem == null && System.nanoTime() > giveUpAt) {
                problem = "left " + (published - completed) + " commands without an answer";
            }
            if (problem != null) {
                throw new IllegalStateException("the peer, or a server, " + problem);
            }
        }
        wakeAt = Long.MAX_VALUE;
    }

    long completed() {
        return completed;
    }

    @Override
    public void close() {
        redis.disconnect();
        connection.abort();
    }
}
