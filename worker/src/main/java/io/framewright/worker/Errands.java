package io.framewright.worker;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import io.framewright.either.Either;
import io.framewright.event.Failure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's actor has done by others; it hears of the end as a message. For the actor only, but for
 * {@link #arrive} and {@link #tell}, which are thread-safe.
 */
final class Errands {
    /** Pause before something is tried again that broker or Redis could not do. */
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ActorContext<WorkerMessage> context;
    private final ActorRef<WorkerMessage> self;
    private final Pools pools;
    private final Arrivals arrivals;

    Errands(ActorContext<WorkerMessage> context, Pools pools, Arrivals arrivals) {
        this.context = context;
        this.self = context.getSelf();
        this.pools = pools;
        this.arrivals = arrivals;
    }

    void tell(WorkerMessage message) {
        self.tell(message);
    }

    /** Tells what comes many times a command: by turns and by Redis. */
    void arrive(WorkerMessage message) {
        if (arrivals.offer(message)) {
            self.tell(WorkerMessage.Arrived.INSTANCE);
        }
    }

    void tellAfter(Duration time, WorkerMessage message) {
        context.scheduleOnce(time, self, message);
    }

    void tryAgain(WorkerMessage message) {
        tellAfter(RETRY_AFTER, message);
    }

    /** Something that waits for the broker or for Redis. */
    <T> void block(Supplier<Either<Failure, T>> work, Function<Either<Failure, T>, WorkerMessage> end) {
        await(CompletableFuture.supplyAsync(work, pools.blocking()), end);
    }

    /** The same, where how it ends is the same to the actor. */
    <T> void block(Supplier<T> work, WorkerMessage end) {
        context.pipeToSelf(CompletableFuture.supplyAsync(work, pools.blocking()), (done, bug) -> end);
    }

    /** The same, where nobody waits for the end. */
    void blockUnheard(Runnable work) {
        pools.blocking().execute(work);
    }

    /** Something that takes a processor, as commands do. */
    <T> void compute(Supplier<Either<Failure, T>> work, Function<Either<Failure, T>, WorkerMessage> end) {
        await(CompletableFuture.supplyAsync(work, pools.handlers()), end);
    }

    /** The same, of a turn, which tells by itself how far it is. */
    void run(Turn turn) {
        pools.handlers().execute(turn);
    }

    /** Something that is under way already. */
    <T> void await(CompletionStage<Either<Failure, T>> stage, Function<Either<Failure, T>, WorkerMessage> end) {
        context.pipeToSelf(stage, (result, bug) -> end.apply(orBug(result, bug)));
    }

    /** Stages of ours never complete exceptionally; if one does, that is a bug, and crashes the actor. */
    static <T> Either<Failure, T> orBug(@Nullable Either<Failure, T> result, @Nullable Throwable bug) {
        if (result == null) {
            throw new IllegalStateException("a stage broke its contract", bug);
        }
        return result;
    }
}
