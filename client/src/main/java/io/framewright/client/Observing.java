package io.framewright.client;

import io.framewright.transport.Subscription;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A callback as a subscriber that takes whatever comes; closing it ends its own subscription only. Thread-safe. */
final class Observing implements Flow.Subscriber<Observation>, Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Observing.class);

    private final Consumer<? super Observation> observer;
    private final AtomicReference<Flow.@Nullable Subscription> own = new AtomicReference<>();

    Observing(Consumer<? super Observation> observer) {
        this.observer = observer;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        own.set(subscription);
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Observation seen) {
        observer.accept(seen);
    }

    @Override
    public void onError(Throwable bug) {
        LOG.error("Nothing is observed: {}", bug.getMessage());
    }

    @Override
    public void onComplete() {
        LOG.debug("Observed all there was");
    }

    @Override
    public void close() {
        Flow.Subscription subscription = own.get();
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
