package io.framewright.either;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** To and from the JDK's own types. */
final class Conversion {
    private Conversion() {}

    static <L, R> Either<L, R> fromOptional(Optional<? extends R> value, Supplier<? extends L> failure) {
        return value.isPresent() ? Either.right(value.get()) : Either.left(failure.get());
    }

    @SuppressWarnings("CatchingUnchecked") // what a Callable throws is its failure, checked or not
    static <L, R> Either<L, R> fromCallable(
            Callable<? extends R> callable, Function<? super Exception, ? extends L> failureOf) {
        R value;
        try {
            value = callable.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Either.left(failureOf.apply(e));
        } catch (Exception e) {
            return Either.left(failureOf.apply(e));
        }
        return Either.right(value); // outside the try: a null is the caller's bug, not a failure
    }

    static <L, R> Either<L, R> fromCompletionStage(
            CompletionStage<? extends R> stage, Function<? super Exception, ? extends L> failureOf, String message) {
        Promise<L, R> promise = Promise.of(message);
        if (stage instanceof Future<?> future) {
            promise.onCancel(() -> future.cancel(true));
        }
        stage.whenComplete((value, thrown) -> {
            try {
                promise.resolve(outcome(value, thrown, failureOf));
            } catch (Throwable bug) {
                promise.breakWith(bug);
            }
        });
        return promise.pending();
    }

    private static <L, R> Either<L, R> outcome(
            R value, @Nullable Throwable thrown, Function<? super Exception, ? extends L> failureOf) throws Throwable {
        if (thrown == null) {
            return Either.right(value);
        }
        Throwable cause = unwrapped(thrown);
        if (cause instanceof Exception exception) {
            return Either.left(failureOf.apply(exception));
        }
        throw cause;
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    static <L, R> CompletionStage<Either<L, R>> toCompletionStage(Either<L, R> either) {
        CompletableFuture<Either<L, R>> stage = new CompletableFuture<>();
        if (either instanceof Bound<L, R> bound) {
            bound.listen(stage::complete, stage::completeExceptionally);
        } else {
            either.onOutcome(stage::complete);
        }
        return stage;
    }
}
