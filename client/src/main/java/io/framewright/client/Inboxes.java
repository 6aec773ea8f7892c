package io.framewright.client;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.transport.EventListener;
import io.framewright.transport.EventSubscriber;
import io.framewright.transport.Subscription;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The channels this client is subscribed to, each once. Thread-safe; opening a channel blocks for a round trip. */
final class Inboxes {
    private final EventSubscriber subscriber;
    private final OpenCalls calls;
    private final Consumer<StreamPosition> behind;
    private final Map<String, Inbox> open = new HashMap<>();

    Inboxes(EventSubscriber subscriber, OpenCalls calls, Consumer<StreamPosition> behind) {
        this.subscriber = subscriber;
        this.calls = calls;
        this.behind = behind;
    }

    /** Subscribes unless that is done, then attaches something, so that the inbox is not taken for idle. */
    synchronized Either<Failure, Inbox> open(String channel, Consumer<Inbox> attachment) {
        Inbox known = open.get(channel);
        if (known != null) {
            attachment.accept(known);
            return Either.right(known);
        }
        Inbox inbox = new Inbox(calls, behind);
        return subscriber.follow(channel, inbox).map(subscription -> {
            inbox.opened(subscription);
            attachment.accept(inbox);
            open.put(channel, inbox);
            return inbox;
        });
    }

    Either<Failure, Subscription> follow(String channel, EventListener listener) {
        return open(channel, inbox -> inbox.add(listener)).map(inbox -> new Following(channel, listener));
    }

    /** Detaches something, and unsubscribes if nothing is left. */
    synchronized void release(String channel, Consumer<Inbox> detachment) {
        Inbox inbox = open.get(channel);
        if (inbox != null) {
            detachment.accept(inbox);
            if (inbox.isIdle()) {
                open.remove(channel);
                inbox.close();
            }
        }
    }

    /** One follower's share of an inbox. */
    private final class Following implements Subscription {
        private final String channel;
        private final EventListener listener;
        private final AtomicBoolean closed = new AtomicBoolean();

        Following(String channel, EventListener listener) {
            this.channel = channel;
            this.listener = listener;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(channel, inbox -> inbox.remove(listener));
            }
        }
    }
}
