package io.framewright.manager;

import io.framewright.either.Either;
import io.framewright.event.Failure;
import io.framewright.event.FailureCode;
import io.framewright.transport.CommandConsumer;
import io.framewright.transport.DeliveryListener;
import io.framewright.transport.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A consumer that can be told to refuse, and that lets a test act just before a queue is consumed or deleted. */
final class BreakableConsumer implements CommandConsumer {
    private final CommandConsumer whole;
    /** The queues that were made, in their order. */
    final List<String> declared = new CopyOnWriteArrayList<>();

    volatile boolean refusesQueues;
    volatile Runnable beforeDeletion = () -> {};
    volatile Consumer<String> beforeConsuming = queue -> {};

    BreakableConsumer(CommandConsumer whole) {
        this.whole = whole;
    }

    @Override
    public boolean isConnected() {
        return whole.isConnected();
    }

    @Override
    public Either<Failure, String> declare(String queue) {
        declared.add(queue);
        return refusesQueues ? refused() : whole.declare(queue);
    }

    @Override
    public Either<Failure, Subscription> consume(String queue, int window, DeliveryListener listener) {
        beforeConsuming.accept(queue);
        return whole.consume(queue, window, listener);
    }

    @Override
    public Either<Failure, Long> depth(String queue) {
        return refusesQueues ? refused() : whole.depth(queue);
    }

    private static <T> Either<Failure, T> refused() {
        return Either.left(Failure.of(FailureCode.BROKER_UNAVAILABLE, "Refused on purpose."));
    }

    @Override
    public Either<Failure, Boolean> delete(String queue) {
        return whole.delete(queue);
    }

    @Override
    public Either<Failure, Boolean> deleteIfEmpty(String queue) {
        beforeDeletion.run();
        return whole.deleteIfEmpty(queue);
    }

    @Override
    public void close() {
        whole.close();
    }
}
