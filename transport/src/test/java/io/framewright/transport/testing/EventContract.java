package io.framewright.transport.testing;

import static io.framewright.transport.testing.Answers.right;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.framewright.event.Event;
import io.framewright.serialize.Timestamps;
import io.framewright.transport.Commit;
import io.framewright.transport.CommitResult;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventStream;
import io.framewright.transport.Idling;
import io.framewright.transport.Lease;
import io.framewright.transport.WorkerStart;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.util.JedisURIHelper;

/** What the contract suites of the event ports share: ports that reach Redis through a proxy, a worker, raw access. */
public abstract class EventContract {
    /** How young a heartbeat keeps a worker its own, in these tests. */
    protected static final Duration LEASE = Duration.ofSeconds(2);
    /** The smallest number of bytes that an adapter may be told to keep. */
    protected static final long RETAINED_BYTES = 64 << 10;
    /** How long these tests keep events. */
    protected static final Duration RETAINED_AGE = Duration.ofHours(1);

    protected final UUID workerId = UUID.randomUUID();
    protected final EventStream stream = DestinationNames.workerEvents(workerId);
    protected final String channel = "test-" + UUID.randomUUID();
    protected FaultProxy proxy;
    protected EventPorts ports;
    protected Jedis raw;

    /** Connects an adapter with {@link #LEASE} and the retention above, giving up after three seconds. */
    protected abstract EventPorts connect(String uri);

    @BeforeEach
    void connectThroughProxy(BrokerPair brokers) {
        proxy = FaultProxy.inFrontOf(brokers.redisUri());
        ports = connect(proxy.uri(brokers.redisUri()));
        raw = raw(brokers.redisUri());
    }

    @AfterEach
    void removeAndDisconnect() {
        proxy.resume();
        right(ports.registry().remove(workerId, Duration.ZERO));
        ports.close();
        raw.del(stream.epochKey(), stream.eventsKey(), stream.outcomesKey(), stream.recordKey(), stream.stepsKey());
        raw.close();
        proxy.close();
    }

    private static Jedis raw(String text) {
        URI uri = URI.create(text);
        return new Jedis(
                new HostAndPort(uri.getHost(), uri.getPort()),
                DefaultJedisClientConfig.builder()
                        .password(JedisURIHelper.getPassword(uri))
                        .database(JedisURIHelper.getDBIndex(uri))
                        .serverDefaultProtocol()
                        .build());
    }

    protected WorkerStart workerStart(boolean takeOver) {
        return new WorkerStart(workerId, Timestamps.now(), 4711, channel, "host-1", UUID.randomUUID(), takeOver);
    }

    protected WorkerStart workerStart(WorkerStart.Intent intent, long ofEpoch) {
        return new WorkerStart(
                workerId, Timestamps.now(), 4711, channel, "host-1", UUID.randomUUID(), intent, ofEpoch, Idling.NEVER);
    }

    protected Lease started() {
        return right(ports.registry().start(workerStart(true)));
    }

    protected Event event(Lease lease, long sequence) {
        return event(lease.epoch(), sequence, UUID.randomUUID(), Timestamps.now(), 0);
    }

    protected Event event(long epoch, long sequence, UUID commandId, Instant when, int padding) {
        return new Event(
                "TEST_SUCCEEDED",
                UUID.randomUUID(),
                when,
                commandId,
                workerId,
                sequence,
                epoch,
                null,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("padding", "x".repeat(padding)));
    }

    protected CompletableFuture<CommitResult> commit(Event event, @Nullable String requestHash) {
        return ports.publisher()
                .commit(new Commit(stream, event, channel, requestHash))
                .toCompletableFuture()
                .thenApply(Answers::right);
    }

    protected CommitResult committed(Event event, @Nullable String requestHash) {
        return Answers.await(commit(event, requestHash));
    }

    /** Keeps what comes by a channel. */
    protected static final class Inbox implements EventListener {
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> unreadable = new LinkedBlockingQueue<>();
        private final AtomicInteger gaps = new AtomicInteger();

        @Override
        public void onEvent(Event event) {
            events.add(event);
        }

        @Override
        public void onUnreadable(String message) {
            unreadable.add(message);
        }

        @Override
        public void onGap() {
            gaps.incrementAndGet();
        }

        int gaps() {
            return gaps.get();
        }

        String nextUnreadable() throws InterruptedException {
            String text = unreadable.poll(20, TimeUnit.SECONDS);
            if (text == null) {
                throw new AssertionError("nothing unreadable came");
            }
            return text;
        }

        Event next() throws InterruptedException {
            Event event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event came");
            }
            return event;
        }

        List<Event> next(int count) throws InterruptedException {
            List<Event> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(next());
            }
            return all;
        }

        /** Whether nothing comes for a while. */
        boolean staysEmpty() throws InterruptedException {
            Event unexpected = events.poll(300, TimeUnit.MILLISECONDS);
            return unexpected == null;
        }
    }
}
