package io.framewright.either;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A value. What maps or recovers a failure gives back this very instance.
 *
 * <pre>{@code
 * Either<String, Integer> port = Either.right(8080);
 * port.map(p -> p + 1); // Right[value=8081]
 * }</pre>
 *
 * @param value what was asked for; never null
 */
public record Right<L, R>(R value) implements Either<L, R> {

    private static final String NULL = "a Right needs a value; for none take Optional or a type with one value";

    public Right {
        Objects.requireNonNull(value, NULL);
    }

    /** Checks before it allocates, so that the compiler can write the object in one go. */
    static <L, R> Right<L, R> of(R value) {
        return new Right<>(Objects.requireNonNull(value, NULL));
    }

    @Override
    public <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right) {
        return right.apply(value);
    }

    @Override
    public <S> Either<L, S> map(Function<? super R, ? extends S> f) {
        return Either.right(f.apply(value));
    }

    @Override
    public <M> Either<M, R> mapLeft(Function<? super L, ? extends M> f) {
        return retyped();
    }

    @Override
    public <M, S> Either<M, S> bimap(Function<? super L, ? extends M> left, Function<? super R, ? extends S> right) {
        return Either.right(right.apply(value));
    }

    @Override
    public <S> Either<L, S> flatMap(Function<? super R, ? extends Either<L, S>> f) {
        return f.apply(value);
    }

    @Override
    public <M, S> Either<M, S> flatFold(
            Function<? super L, ? extends Either<M, S>> left, Function<? super R, ? extends Either<M, S>> right) {
        return right.apply(value);
    }

    @Override
    public Either<L, R> filterOrElse(Predicate<? super R> predicate, Function<? super R, ? extends L> failureOf) {
        return predicate.test(value) ? this : Either.left(failureOf.apply(value));
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
        return value;
    }

    @Override
    public R getOrElseGet(Supplier<? extends R> other) {
        return value;
    }

    @Override
    public Optional<R> toOptional() {
        return Optional.of(value);
    }

    @Override
    public Stream<R> stream() {
        return Stream.of(value);
    }

    @Override
    public Either<R, L> swap() {
        return new Left<>(value);
    }

    @Override
    public Either<L, R> peek(Consumer<? super R> action) {
        action.accept(value);
        return this;
    }

    @Override
    public Either<L, R> peekLeft(Consumer<? super L> action) {
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // what is not Right holds no value, so it may stand for an Either<L, R>
    public Either<L, R> tap(Function<? super R, ? extends Either<L, ?>> step) {
        Either<L, ?> result = step.apply(value);
        if (result instanceof Right) {
            return this;
        }
        return result instanceof Left ? (Either<L, R>) result : result.map(ignored -> value);
    }

    @SuppressWarnings("unchecked") // a Right holds no L
    private <M> Either<M, R> retyped() {
        return (Either<M, R>) this;
    }
}
