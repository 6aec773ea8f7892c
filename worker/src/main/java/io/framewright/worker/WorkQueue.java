package io.framewright.worker;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.Delivery;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.DestinationNames;
import io.framewright.transport.Subscription;
import io.framewright.worker.WorkerMessage.Next;
import io.framewright.worker.life.LifeEvent;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A worker's queue: from here its mailbox is filled, and to here what is in it goes back. All but {@link #wake} blocks,
 * and is for one thread at a time.
 */
final class WorkQueue {
    /** Messages that are given back at a time, and how often and when it is looked whether the queue has them. */
    private static final int AT_A_TIME = 16;

    private static final int LOOKS = 500;
    private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

    private final String name;
    private final CommandConsumer consumer;
    private final int window;
    private final Registration registration;
    private final Mailbox mailbox;
    private volatile @Nullable Subscription subscription;
    private volatile Runnable onWake = () -> {};
    private volatile Runnable onQueueGone = () -> {};

    /** @param window unsettled deliveries that the mailbox holds at most */
    WorkQueue(UUID workerId, CommandConsumer consumer, int window, Registration registration, Mailbox mailbox) {
        this.name = DestinationNames.workQueue(workerId);
        this.consumer = consumer;
        this.window = window;
        this.registration = registration;
        this.mailbox = mailbox;
    }

    String name() {
        return name;
    }

    /** Tells whoever consumes that there may be something to do. Thread-safe. */
    void wake() {
        onWake.run();
    }

    /** How many messages wait in it; left {@code STREAM_NOT_FOUND} if it is gone. */
    Either<Failure, Long> depth() {
        return consumer.depth(name);
    }

    /** Starts to consume; {@code wake} and {@code queueGone} must not block. */
    Either<Failure, Boolean> consume(Runnable wake, Runnable queueGone) {
        onWake = wake;
        onQueueGone = queueGone;
        return resume().flatMap(done -> registration.move(LifeEvent.STARTED))
                .flatMap(ours -> ours ? Either.right(true) : leaveNone());
    }

    /** Somebody killed the worker while it started here, and its queue with it: ours must not stay behind. */
    Either<Failure, Boolean> leaveNone() {
        letGo();
        return registration
                .find()
                .flatMap(found -> found.isPresent()
                        ? Either.right(false)
                        : consumer.deleteIfEmpty(name).map(deleted -> false));
    }

    /** Takes deliveries again. */
    Either<Failure, Boolean> resume() {
        return consumer.consume(name, window, new DeliveryListener() {
                    @Override
                    public void onDelivery(Delivery delivery) {
                        if (mailbox.offer(delivery)) {
                            wake();
                        }
                    }

                    @Override
                    public void onCancelled() {
                        onQueueGone.run();
                    }
                })
                .map(opened -> {
                    subscription = opened;
                    return true;
                });
    }

    /** Takes no more deliveries. */
    void stop() {
        Subscription current = subscription;
        if (current != null) {
            current.close();
        }
    }

    /** After the queue was deleted under the worker: made again if the worker is still recorded as ours. */
    Either<Failure, Next> restore() {
        return registration.find().flatMap(found -> {
            if (found.isEmpty() || found.get().epoch() != registration.lease().epoch()) {
                return Either.right(Next.YIELD);
            }
            return consumer.declare(name).flatMap(queue -> resume()).map(done -> Next.RESUME);
        });
    }

    /** Deletes it unless a message has come; right holds whether it is gone. */
    Either<Failure, Boolean> deleteIfEmpty() {
        return consumer.deleteIfEmpty(name);
    }

    /** Gives all messages back to the queue, and takes none until {@link #takeUp}. */
    Either<Failure, Next> setDown() {
        letGo();
        return Either.right(Next.RESUME);
    }

    /** Takes messages again. */
    Either<Failure, Next> takeUp() {
        return resume().fold(
                        failure -> failure.is(FailureCode.STREAM_NOT_FOUND) ? restore() : Either.left(failure),
                        pending -> Either.right(Next.RESUME),
                        consuming -> Either.right(Next.RESUME));
    }

    /** Takes no more deliveries, and gives back those that are held. */
    void letGo() {
        stop();
        giveBack();
    }

    /**
     * Gives all messages back, in their order. A quorum queue keeps that of a few at a time only, so the next few wait
     * until it has those before them; other queues have them at once.
     */
    private void giveBack() {
        long there = mailbox.size() > AT_A_TIME ? depthOrMore() : 0;
        int few = mailbox.release(AT_A_TIME);
        while (few == AT_A_TIME) {
            there += few;
            for (int i = 0; i < LOOKS && depthOrMore() < there; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            few = mailbox.release(AT_A_TIME);
        }
    }

    /** As many as can be if that cannot be told. */
    private long depthOrMore() {
        return consumer.isConnected() ? depth().getOrElse(Long.MAX_VALUE) : Long.MAX_VALUE;
    }
}
