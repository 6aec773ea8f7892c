package io.framewright.transport.redis;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.serialize.EventCodec;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.BinaryJedisPubSub;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection that listens to all channels anybody follows. When it is lost another is made, all channels are
 * subscribed again, and then every listener is told of the gap.
 *
 * <p>Threads: one reads and calls the listeners; another pings, so that a connection that died without a word is
 * noticed (the reader gives up after {@code Connections.SILENCE}). What is written to the connection is written under
 * one lock.
 */
final class ChannelReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChannelReader.class);
    private static final long PING_MILLIS = 10_000;

    private final RedisConfig config;
    private final Connections connections;
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread reader;
    private @Nullable Session session;

    ChannelReader(RedisConfig config, Connections connections) {
        this.config = config;
        this.connections = connections;
    }

    /** Who listens to a channel, and whether Redis knows that we do. */
    private static final class Channel {
        private final List<EventListener> listeners = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch confirmed = new CountDownLatch(1);
    }

    Either<Failure, Subscription> follow(String name, EventListener listener) {
        Channel channel;
        synchronized (this) {
            if (closed.getCount() == 0) {
                return Either.left(connections.closed());
            }
            channel = channels.get(name);
            if (channel == null) {
                channel = new Channel();
                channels.put(name, channel);
                channel.listeners.add(listener);
                if (session != null) {
                    session.subscribe(name);
                }
            } else {
                channel.listeners.add(listener);
            }
            if (reader == null) {
                reader = start(this::read, "framewright-channels");
                start(this::ping, "framewright-channels-ping");
            }
        }
        Channel followed = channel;
        if (!isConfirmed(followed)) {
            leave(name, followed, listener);
            return Either.left(connections.unavailable(new JedisException("no answer to SUBSCRIBE")));
        }
        return Either.right(() -> leave(name, followed, listener));
    }

    private boolean isConfirmed(Channel channel) {
        try {
            return channel.confirmed.await(config.giveUp().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private synchronized void leave(String name, Channel channel, EventListener listener) {
        if (channel.listeners.remove(listener) && channel.listeners.isEmpty() && channels.remove(name, channel)) {
            if (session != null) {
                session.unsubscribe(name);
            }
        }
    }

    private static Thread start(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void read() {
        Backoff backoff = new Backoff();
        boolean again = false;
        while (closed.getCount() > 0) {
            try (Jedis redis = connections.open()) {
                Session opened = new Session(redis, again);
                again = true;
                opened.run(backoff);
            } catch (JedisException away) {
                log.debug("the channels of Redis are away: {}", away.getMessage());
            }
            synchronized (this) {
                session = null;
            }
            if (closed.getCount() > 0 && !backoff.pause()) {
                return;
            }
        }
    }

    private void ping() {
        try {
            while (!closed.await(PING_MILLIS, TimeUnit.MILLISECONDS)) {
                synchronized (this) {
                    if (session != null) {
                        session.knock();
                    }
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection's life. */
    private final class Session extends BinaryJedisPubSub {
        private final Jedis redis;
        private final boolean again;
        private final Set<String> awaited = new HashSet<>();

        Session(Jedis redis, boolean again) {
            this.redis = redis;
            this.again = again;
        }

        void run(Backoff backoff) {
            redis.ping();
            backoff.reset();
            redis.subscribe(this, bytes(DestinationNames.KEEP_ALIVE_CHANNEL));
        }

        /** The first confirmation is the keep-alive channel's: from here on the channels can be changed. */
        @Override
        public void onSubscribe(byte[] name, int count) {
            String channel = new String(name, StandardCharsets.UTF_8);
            if (channel.equals(DestinationNames.KEEP_ALIVE_CHANNEL)) {
                begin();
                return;
            }
            Channel known = channels.get(channel);
            if (known != null) {
                known.confirmed.countDown();
            }
            if (awaited.remove(channel) && awaited.isEmpty()) {
                channels.values().forEach(each -> tell(each, EventListener::onGap));
            }
        }

        private void begin() {
            synchronized (ChannelReader.this) {
                if (again) {
                    awaited.addAll(channels.keySet());
                }
                channels.keySet().forEach(this::subscribe);
                session = this;
            }
        }

        void subscribe(String channel) {
            write(() -> subscribe(bytes(channel)));
        }

        void unsubscribe(String channel) {
            write(() -> unsubscribe(bytes(channel)));
        }

        void knock() {
            write(() -> ping());
        }

        /** A connection that cannot be written to is about to be replaced by the reader. */
        private void write(Runnable command) {
            try {
                command.run();
            } catch (JedisException broken) {
                log.debug("a channel command was lost with its connection: {}", broken.getMessage());
                redis.disconnect();
            }
        }

        @Override
        public void onMessage(byte[] name, byte[] message) {
            Channel channel = channels.get(new String(name, StandardCharsets.UTF_8));
            if (channel == null) {
                return;
            }
            EventCodec.read(message)
                    .fold(
                            failure -> {
                                String text = new String(message, StandardCharsets.UTF_8);
                                tell(channel, listener -> listener.onUnreadable(text));
                                return false;
                            },
                            pending -> false,
                            event -> {
                                tell(channel, listener -> listener.onEvent(event));
                                return true;
                            });
        }

        /** A listener that fails must not end the reading for the others. */
        private void tell(Channel channel, Consumer<EventListener> call) {
            for (EventListener listener : channel.listeners) {
                try {
                    call.accept(listener);
                } catch (RuntimeException bug) {
                    log.error("an event listener failed", bug);
                }
            }
        }

        void end() {
            redis.disconnect();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed.countDown();
        Thread current;
        synchronized (this) {
            current = reader;
            if (session != null) {
                session.end();
            }
        }
        if (current != null) {
            current.interrupt();
        }
    }
}
