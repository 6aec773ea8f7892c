package io.framewright.transport.testing;

import io.framewright.either.Either;
import io.framewright.either.Left;
import io.framewright.either.Right;
import io.framewright.event.Failure;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes eithers and stages apart in tests. */
public final class Answers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Answers() {}

    /** The value; fails the test if it is something else. */
    public static <T> T right(Either<Failure, T> either) {
        if (either instanceof Right<Failure, T> right) {
            return right.value();
        }
        throw new AssertionError("expected a value, got " + either);
    }

    /** The failure; fails the test if it is something else. */
    public static Failure left(Either<Failure, ?> either) {
        if (either instanceof Left<Failure, ?> left) {
            return left.failure();
        }
        throw new AssertionError("expected a failure, got " + either);
    }

    /** What a stage completes with, within a minute. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new AssertionError("no answer within " + PATIENCE, failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stop);
        }
    }
}
