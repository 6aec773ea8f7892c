package io.framewright.either;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

// Design note: one long file of short declarations. Each of the three cases implements the methods itself, so that a
// call is one dispatch and the case that has nothing to do returns itself.

/**
 * A failure ({@link Left}), a value ({@link Right}), or neither yet ({@link Pending}). Right-biased: what is not said
 * to be about failures works on values and leaves the other cases as they are.
 *
 * <pre>{@code
 * Either<String, Integer> port = Either.fromCallable(() -> Integer.parseInt(text), e -> "not a number: " + text);
 * String line = port
 *         .filterOrElse(p -> p < 65_536, p -> "no such port: " + p)
 *         .fold(failure -> "refused, " + failure,
 *               pending -> "wait, " + pending.message(),
 *               p -> "listening on " + p);
 * }</pre>
 *
 * <p>There are two kinds of methods. <em>Continuations</em> ({@code map}, {@code flatMap}, {@code recover}, …) give an
 * Either again; over a Pending they give a Pending of the rest, at once. <em>Questions</em> ({@code fold},
 * {@code isRight}, {@code getOrElse}, {@code toOptional}, {@code stream}, {@code now}) look at what is known now.
 *
 * <p>Never null, nor is anything in it: a function that returns null, or an Either of null, is a bug and throws
 * {@link NullPointerException}, here or where the result is used. What a function throws passes through Left and Right
 * untouched; {@link Pending} says what becomes of it there. Immutable (a bound Pending changes once) and thread-safe.
 *
 * @param <L> what a failure is
 * @param <R> what a value is
 */
public sealed interface Either<L, R> permits Left, Pending, Right {

    /** A failure. */
    static <L, R> Either<L, R> left(L failure) {
        return Left.of(failure);
    }

    /** A value. */
    static <L, R> Either<L, R> right(R value) {
        return Right.of(value);
    }

    /** Not known, and nothing here will make it known. See {@link Promise} for one that resolves. */
    static <L, R> Either<L, R> pending(String message) {
        return new Unbound<>(Progress.of(message));
    }

    /** Not known, and nothing here will make it known. */
    static <L, R> Either<L, R> pending(Progress progress) {
        return new Unbound<>(progress);
    }

    // ---- from other types

    /** The value if there is one, else the failure. */
    static <L, R> Either<L, R> fromOptional(Optional<? extends R> value, Supplier<? extends L> failure) {
        return Conversion.fromOptional(value, failure);
    }

    /**
     * Calls at once. An exception becomes the Left that {@code failureOf} makes of it; an {@link Error} passes. After
     * an {@link InterruptedException} the thread's interrupt flag is set again.
     */
    static <L, R> Either<L, R> fromCallable(
            Callable<? extends R> callable, Function<? super Exception, ? extends L> failureOf) {
        return Conversion.fromCallable(callable, failureOf);
    }

    /** {@link #fromCallable(Callable, Function)} with the exception itself as the failure. */
    static <R> Either<Exception, R> fromCallable(Callable<? extends R> callable) {
        return Conversion.fromCallable(callable, Function.identity());
    }

    /**
     * A Pending, bound to the stage. An exception, freed of its {@code CompletionException} and
     * {@code ExecutionException} wrappings, becomes the Left that {@code failureOf} makes of it; an {@link Error} or a
     * null value breaks the Pending. Cancelling the Pending cancels the stage if it is a
     * {@link java.util.concurrent.Future}.
     */
    static <L, R> Either<L, R> fromCompletionStage(
            CompletionStage<? extends R> stage, Function<? super Exception, ? extends L> failureOf, String message) {
        return Conversion.fromCompletionStage(stage, failureOf, message);
    }

    // ---- questions: what is known now

    /** Exactly one of the three, called with what is known now. */
    <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right);

    /** Whether there is a value now. */
    default boolean isRight() {
        return this instanceof Right;
    }

    /** Whether there is a failure now. */
    default boolean isLeft() {
        return this instanceof Left;
    }

    /** Whether the outcome is not known now. */
    default boolean isPending() {
        return this instanceof Pending && now() instanceof Pending;
    }

    /** The outcome if it is known; else this. */
    default Either<L, R> now() {
        return this;
    }

    /**
     * The outcome, waiting for it at most so long; this very Pending if time is up, or if the thread is interrupted
     * while it waits (its interrupt flag stays set). Zero or less does not wait.
     */
    default Either<L, R> await(Duration atMost) {
        return this;
    }

    /**
     * The outcome, however long it takes; this very Pending if it is unbound, for it has none to come, or if the thread
     * is interrupted while it waits (its interrupt flag stays set). For work that ends in any case, such as a call with
     * a time-out of its own.
     */
    default Either<L, R> await() {
        return this;
    }

    /** The value if it is known, else the other one. */
    R getOrElse(R other);

    /** The value if it is known, else the supplied one. */
    R getOrElseGet(Supplier<? extends R> other);

    /** The value if it is known. */
    Optional<R> toOptional();

    /** One element, the value, if it is known; else none. */
    Stream<R> stream();

    /**
     * Calls the listener once with the outcome, a Left or a Right: at once if it is known, else on the thread that
     * resolves it; never for an unbound Pending. Returns how to stop listening.
     */
    default Listening onOutcome(Consumer<? super Either<L, R>> listener) {
        listener.accept(this);
        return () -> {};
    }

    /**
     * A stage that completes with the outcome, a Left or a Right: a failure is no exception here. A broken Pending
     * completes it exceptionally with the cause; an unbound one never completes it.
     */
    default CompletionStage<Either<L, R>> toCompletionStage() {
        return Conversion.toCompletionStage(this);
    }

    // ---- continuations

    /** Applies to the value. */
    <S> Either<L, S> map(Function<? super R, ? extends S> f);

    /** Applies to the failure. */
    <M> Either<M, R> mapLeft(Function<? super L, ? extends M> f);

    /** Applies one of the two, to the failure or to the value. */
    <M, S> Either<M, S> bimap(Function<? super L, ? extends M> left, Function<? super R, ? extends S> right);

    /** Goes on with what the function makes of the value. */
    <S> Either<L, S> flatMap(Function<? super R, ? extends Either<L, S>> f);

    /** Goes on with what one of the two functions makes of the outcome. All other continuations are cases of this. */
    <M, S> Either<M, S> flatFold(
            Function<? super L, ? extends Either<M, S>> left, Function<? super R, ? extends Either<M, S>> right);

    /** A value that fails the test becomes the failure made of it. */
    Either<L, R> filterOrElse(Predicate<? super R> predicate, Function<? super R, ? extends L> failureOf);

    /** A failure becomes the value made of it. */
    Either<L, R> recover(Function<? super L, ? extends R> f);

    /** Goes on with what the function makes of the failure; it may fail in another way. */
    <M> Either<M, R> recoverWith(Function<? super L, ? extends Either<M, R>> f);

    /** Goes on with the other one after a failure. */
    Either<L, R> orElse(Supplier<? extends Either<L, R>> other);

    /** Failure and value change places. */
    Either<R, L> swap();

    /** Shows the value to the action and keeps it. */
    Either<L, R> peek(Consumer<? super R> action);

    /** Shows the failure to the action and keeps it. */
    Either<L, R> peekLeft(Consumer<? super L> action);

    /**
     * Shows a Pending whose outcome is not known now to the action, at once; for progress listeners and cancelling.
     * Returns this.
     */
    default Either<L, R> peekPending(Consumer<? super Pending<L, R>> action) {
        if (isPending()) {
            action.accept((Pending<L, R>) this);
        }
        return this;
    }

    /** Runs a step for its effect: keeps the value if the step ends in a Right; its Left, or its Pending, counts. */
    Either<L, R> tap(Function<? super R, ? extends Either<L, ?>> step);

    /** Both values combined; the first of this and other that is not a Right decides, as in {@link #map2}. */
    default <S, T> Either<L, T> zip(Either<L, S> other, BiFunction<? super R, ? super S, ? extends T> f) {
        return map2(this, other, f);
    }

    /**
     * What continues the result runs on the executor. If the executor refuses, the result is broken. No effect unless
     * this is a bound Pending.
     */
    default Either<L, R> resumeOn(Executor executor) {
        return this;
    }

    // ---- many

    /** Combines two values. From left to right: the first that is not a Right decides. */
    static <L, A, B, T> Either<L, T> map2(
            Either<L, A> first, Either<L, B> second, BiFunction<? super A, ? super B, ? extends T> f) {
        return first.flatMap(a -> second.map(b -> f.apply(a, b)));
    }

    /** Combines three values. From left to right: the first that is not a Right decides. */
    static <L, A, B, C, T> Either<L, T> map3(
            Either<L, A> first,
            Either<L, B> second,
            Either<L, C> third,
            Function3<? super A, ? super B, ? super C, ? extends T> f) {
        return first.flatMap(a -> second.flatMap(b -> third.map(c -> f.apply(a, b, c))));
    }

    /** Combines four values. From left to right: the first that is not a Right decides. */
    static <L, A, B, C, D, T> Either<L, T> map4(
            Either<L, A> first,
            Either<L, B> second,
            Either<L, C> third,
            Either<L, D> fourth,
            Function4<? super A, ? super B, ? super C, ? super D, ? extends T> f) {
        return first.flatMap(a -> second.flatMap(b -> third.flatMap(c -> fourth.map(d -> f.apply(a, b, c, d)))));
    }

    /**
     * All values in order, or the first in order that is not a Right. A Left behind a Pending counts only when that
     * Pending has become a Right. The list cannot be modified.
     */
    static <L, R> Either<L, List<R>> sequence(Iterable<? extends Either<L, R>> eithers) {
        return Traversal.sequence(eithers);
    }

    /**
     * Applies the function to one item after the other, in order, and stops at the first that fails: the next item is
     * begun only when the one before is a Right. To begin all at once, map first and {@link #sequence} then. At the
     * first Pending the items left are copied, so the source may change afterwards.
     */
    static <L, A, R> Either<L, List<R>> traverse(
            Iterable<? extends A> items, Function<? super A, ? extends Either<L, R>> f) {
        return new Traversal<L, A, R>(items.iterator(), f).run();
    }

    /**
     * All values in order if there is no failure, else every failure in order. Known when all are known: a Pending
     * makes the result a Pending. Neither list can be modified.
     */
    static <L, R> Either<List<L>, List<R>> accumulate(Iterable<? extends Either<L, R>> eithers) {
        return new Accumulation<>(eithers).run();
    }

    /** Applies the function to every item, in order and at once, then {@link #accumulate(Iterable) accumulates}. */
    static <L, A, R> Either<List<L>, List<R>> accumulate(
            Iterable<? extends A> items, Function<? super A, ? extends Either<L, R>> f) {
        return new Accumulation<L, R>(items, f).run();
    }

    /** Sorts them by what is known now, each list in order. Waits for nothing. */
    static <L, R> Partition<L, R> partition(Iterable<? extends Either<L, R>> eithers) {
        return Partition.of(eithers);
    }
}
