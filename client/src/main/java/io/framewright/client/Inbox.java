package io.framewright.client;

import io.framewright.event.Event;
import io.framewright.transport.EventListener;
import io.framewright.transport.Subscription;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one subscription of this client to one channel, shared by all calls and followers. Called from one thread at a
 * time; nothing here blocks: reading the stream is left to {@code behind}.
 */
final class Inbox implements EventListener {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final OpenCalls calls;
    private final Consumer<StreamPosition> behind;
    private final Map<UUID, StreamPosition> workers = new ConcurrentHashMap<>();
    private final List<StreamPosition> positions = new CopyOnWriteArrayList<>();
    private final List<EventListener> followers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Subscription subscription;

    /** @param behind takes the positions of streams of which events were missed */
    Inbox(OpenCalls calls, Consumer<StreamPosition> behind) {
        this.calls = calls;
        this.behind = behind;
    }

    void opened(Subscription confirmed) {
        subscription = confirmed;
    }

    /** All events of this worker's stream are published on this channel, so a jump in their numbers is a gap. */
    void attachWorker(UUID workerId, StreamPosition position) {
        workers.put(workerId, position);
        positions.add(position);
    }

    /** Some events of this stream are published on this channel. */
    void attach(StreamPosition position) {
        positions.add(position);
    }

    /** Another position of the same worker, attached meanwhile, stays. */
    void detachWorker(UUID workerId, StreamPosition position) {
        workers.remove(workerId, position);
        positions.remove(position);
    }

    void add(EventListener follower) {
        followers.add(follower);
    }

    void remove(EventListener follower) {
        followers.remove(follower);
    }

    boolean isIdle() {
        return followers.isEmpty() && positions.isEmpty();
    }

    void close() {
        Subscription open = subscription;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void onEvent(Event event) {
        // Followers first: who has the answer to a call may rely on its listeners having seen the event.
        tell(follower -> follower.onEvent(event));
        calls.deliver(event);
        UUID workerId = event.workerId();
        // Epoch 0: the process manager's word about a worker, numbered by the manager.
        StreamPosition position = workerId == null || event.epoch() == 0 ? null : workers.get(workerId);
        if (position != null && position.noteLive(event.sequence())) {
            behind.accept(position);
        }
    }

    @Override
    public void onUnreadable(String message) {
        tell(follower -> follower.onUnreadable(message));
    }

    @Override
    public void onGap() {
        positions.forEach(behind);
        tell(EventListener::onGap);
    }

    private void tell(Consumer<EventListener> news) {
        for (EventListener follower : followers) {
            try {
                news.accept(follower);
            } catch (RuntimeException bugOfTheirs) {
                LOG.error("A listener failed; the events go on for the others", bugOfTheirs);
            }
        }
    }
}
