package io.framewright.either;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A failure. What maps or continues a value gives back this very instance.
 *
 * <pre>{@code
 * Either<String, Integer> port = Either.left("port must be a number, was 'x'");
 * port.map(p -> p + 1); // the same instance
 * }</pre>
 *
 * @param failure why there is no value; never null
 */
public record Left<L, R>(L failure) implements Either<L, R> {

    private static final String NULL = "a Left needs a failure";

    public Left {
        Objects.requireNonNull(failure, NULL);
    }

    /** Checks before it allocates, so that the compiler can write the object in one go. */
    static <L, R> Left<L, R> of(L failure) {
        return new Left<>(Objects.requireNonNull(failure, NULL));
    }

    @Override
    public <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right) {
        return left.apply(failure);
    }

    @Override
    public <S> Either<L, S> map(Function<? super R, ? extends S> f) {
        return retyped();
    }

    @Override
    public <M> Either<M, R> mapLeft(Function<? super L, ? extends M> f) {
        return Either.left(f.apply(failure));
    }

    @Override
    public <M, S> Either<M, S> bimap(Function<? super L, ? extends M> left, Function<? super R, ? extends S> right) {
        return Either.left(left.apply(failure));
    }

    @Override
    public <S> Either<L, S> flatMap(Function<? super R, ? extends Either<L, S>> f) {
        return retyped();
    }

    @Override
    public <M, S> Either<M, S> flatFold(
            Function<? super L, ? extends Either<M, S>> left, Function<? super R, ? extends Either<M, S>> right) {
        return left.apply(failure);
    }

    @Override
    public Either<L, R> filterOrElse(Predicate<? super R> predicate, Function<? super R, ? extends L> failureOf) {
        return this;
    }

    @Override
    public Either<L, R> recover(Function<? super L, ? extends R> f) {
        return Either.right(f.apply(failure));
    }

    @Override
    public <M> Either<M, R> recoverWith(Function<? super L, ? extends Either<M, R>> f) {
        return f.apply(failure);
    }

    @Override
    public Either<L, R> orElse(Supplier<? extends Either<L, R>> other) {
        return other.get();
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
        return new Right<>(failure);
    }

    @Override
    public Either<L, R> peek(Consumer<? super R> action) {
        return this;
    }

    @Override
    public Either<L, R> peekLeft(Consumer<? super L> action) {
        action.accept(failure);
        return this;
    }

    @Override
    public Either<L, R> tap(Function<? super R, ? extends Either<L, ?>> step) {
        return this;
    }

    @SuppressWarnings("unchecked") // a Left holds no R
    private <S> Either<L, S> retyped() {
        return (Either<L, S>) this;
    }
}
