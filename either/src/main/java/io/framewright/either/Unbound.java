package io.framewright.either;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A Pending that nothing will resolve: every continuation of it is itself. */
record Unbound<L, R>(Progress progress) implements Pending<L, R> {

    Unbound {
        Objects.requireNonNull(progress, "progress");
    }

    @Override
    public <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right) {
        return pending.apply(this);
    }

    @Override
    public Listening onProgress(Consumer<? super Progress> listener) {
        return () -> {};
    }

    @Override
    public Listening onOutcome(Consumer<? super Either<L, R>> listener) {
        return () -> {};
    }

    @Override
    public boolean cancel(L failure) {
        return false;
    }

    @Override
    public Either<L, R> await(Duration atMost) {
        Objects.requireNonNull(atMost, "atMost");
        return this;
    }

    @Override
    public Either<L, R> resumeOn(Executor executor) {
        return this;
    }

    @Override
    public <S> Either<L, S> map(Function<? super R, ? extends S> f) {
        return retyped();
    }

    @Override
    public <M> Either<M, R> mapLeft(Function<? super L, ? extends M> f) {
        return retyped();
    }

    @Override
    public <M, S> Either<M, S> bimap(Function<? super L, ? extends M> left, Function<? super R, ? extends S> right) {
        return retyped();
    }

    @Override
    public <S> Either<L, S> flatMap(Function<? super R, ? extends Either<L, S>> f) {
        return retyped();
    }

    @Override
    public <M, S> Either<M, S> flatFold(
            Function<? super L, ? extends Either<M, S>> left, Function<? super R, ? extends Either<M, S>> right) {
        return retyped();
    }

    @Override
    public Either<L, R> filterOrElse(Predicate<? super R> predicate, Function<? super R, ? extends L> failureOf) {
        return this;
    }

    @Override
    public Either<L, R> recover(Function<? super L, ? extends R> f) {
        return this;
    }

    @Override
    public <M> Either<M, R> recoverWith(Function<? super L, ? extends Either<M, R>> f) {
        return retyped();
    }

    @Override
    public Either<L, R> orElse(Supplier<? extends Either<L, R>> other) {
        return this;
    }

    @Override
    public R getOrElse(R other) {
        return other;
    }

    @Override
    public R getOrElseGet(Supplier<? extends R> other) {
        return other.get();
    }

    @Override
    public Optional<R> toOptional() {
        return Optional.empty();
    }

    @Override
    public Stream<R> stream() {
        return Stream.empty();
    }

    @Override
    public Either<R, L> swap() {
        return retyped();
    }

    @Override
    public Either<L, R> peek(Consumer<? super R> action) {
        return this;
    }

    @Override
    public Either<L, R> peekLeft(Consumer<? super L> action) {
        return this;
    }

    @Override
    public Either<L, R> tap(Function<? super R, ? extends Either<L, ?>> step) {
        return this;
    }

    @Override
    public String toString() {
        return "Pending[" + progress.message() + "]";
    }

    @SuppressWarnings("unchecked") // holds neither an L nor an R
    private <M, S> Either<M, S> retyped() {
        return (Either<M, S>) this;
    }
}
