package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ConversionTest {

    @Test
    void anEmptyOptionalIsTheFailure() {
        assertThat(Either.fromOptional(Optional.of(1), () -> "none")).isEqualTo(Either.right(1));
        assertThat(Either.fromOptional(Optional.empty(), () -> "none")).isEqualTo(Either.left("none"));
    }

    @Test
    void exceptionsOfACallableAreFailures() {
        IOException checked = new IOException("disk full");
        assertThat(Either.fromCallable(() -> 1)).isEqualTo(Either.right(1));
        assertThat(Either.<Integer>fromCallable(() -> {
                    throw checked;
                }))
                .isEqualTo(Either.left(checked));
        assertThat(Either.fromCallable(() -> Integer.parseInt("x"), e -> "not a number"))
                .isEqualTo(Either.left("not a number"));
    }

    @Test
    void errorsOfACallablePass() {
        assertThatThrownBy(() -> Either.fromCallable(() -> {
                    throw new LinkageError("broken class path");
                }))
                .isInstanceOf(LinkageError.class);
    }

    @Test
    void anInterruptInACallableIsAFailureAndIsKept() {
        AtomicBoolean interruptedInside = new AtomicBoolean();
        Either<String, Integer> result = Either.fromCallable(
                () -> {
                    throw new InterruptedException("stop");
                },
                e -> {
                    interruptedInside.set(Thread.currentThread().isInterrupted());
                    return e.getMessage();
                });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interruptedInside).isTrue();
        assertThat(result).isEqualTo(Either.left("stop"));
    }

    @Test
    void aStageResolvesThePending() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        Either<String, Integer> pending = Either.fromCompletionStage(stage, Exception::getMessage, "asking");
        assertThat(pending).hasToString("Pending[asking]");
        stage.complete(1);
        assertThat(pending.now()).isEqualTo(Either.right(1));
    }

    @Test
    void exceptionsOfAStageAreFailuresWithoutTheirWrapping() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        Either<String, Integer> pending =
                Either.fromCompletionStage(stage.thenApply(n -> n + 1), Exception::getMessage, "asking");
        stage.completeExceptionally(new CompletionException(new ExecutionException(new IOException("disk full"))));
        assertThat(pending.now()).isEqualTo(Either.left("disk full"));
    }

    @Test
    void errorsOfAStageAndBugsOfTheMappingBreakThePending() {
        CompletableFuture<Integer> error = CompletableFuture.failedFuture(new LinkageError("broken class path"));
        CompletableFuture<Integer> failure = CompletableFuture.failedFuture(new IOException("disk full"));
        Either<String, Integer> ofError = Either.fromCompletionStage(error, Exception::getMessage, "asking");
        Either<String, Integer> ofBug = Either.fromCompletionStage(
                failure,
                e -> {
                    throw new IllegalStateException("a bug");
                },
                "asking");
        assertThatThrownBy(ofError::now).hasCauseInstanceOf(LinkageError.class);
        assertThatThrownBy(ofBug::now).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancellingThePendingCancelsTheStage() {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        Either<String, Integer> pending = Either.fromCompletionStage(stage, Exception::getMessage, "asking");
        pending.peekPending(p -> p.cancel("enough"));
        assertThat(stage).isCancelled();
        assertThat(pending.now()).isEqualTo(Either.left("enough"));
    }

    @Test
    void anEitherBecomesAStageOfItsOutcome() {
        Promise<String, Integer> promise = Promise.of("asking");
        CompletableFuture<Either<String, Integer>> stage =
                promise.pending().toCompletionStage().toCompletableFuture();
        assertThat(stage).isNotDone();
        promise.left("no");
        assertThat(stage).isCompletedWithValue(Either.left("no"));
        assertThat(Either.right(1).toCompletionStage().toCompletableFuture()).isCompletedWithValue(Either.right(1));
        assertThat(Either.pending("never").toCompletionStage().toCompletableFuture())
                .isNotDone();
    }

    @Test
    void aBrokenPendingBecomesAStageThatFailsWithTheBug() {
        Promise<String, Integer> promise = Promise.of("asking");
        Either<String, Integer> broken = promise.pending().map(n -> n / 0);
        promise.right(1);
        assertThat(broken.toCompletionStage().toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(java.time.Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(ArithmeticException.class);
    }
}
