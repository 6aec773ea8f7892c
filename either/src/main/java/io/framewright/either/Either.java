package io.framewright.either;

import java.util.function.Function;

/** A failure, a value, or neither yet. */
public sealed interface Either<L, R> permits Left, Pending, Right {
    static <L, R> Either<L, R> left(L failure) {
        return new Left<>(failure);
    }

    static <L, R> Either<L, R> right(R value) {
        return new Right<>(value);
    }

    static <L, R> Either<L, R> pending(String message) {
        return new Pending<>(message);
    }

    <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right);

    default <S> Either<L, S> map(Function<? super R, ? extends S> f) {
        return flatMap(r -> right(f.apply(r)));
    }

    @SuppressWarnings("unchecked")
    default <S> Either<L, S> flatMap(Function<? super R, ? extends Either<L, S>> f) {
        return fold(l -> (Either<L, S>) this, p -> (Either<L, S>) this, f::apply);
    }

    @SuppressWarnings("unchecked")
    default <M> Either<M, R> mapLeft(Function<? super L, ? extends M> f) {
        return fold(l -> left(f.apply(l)), p -> (Either<M, R>) this, r -> (Either<M, R>) this);
    }

    default boolean isRight() {
        return this instanceof Right;
    }

    default boolean isLeft() {
        return this instanceof Left;
    }
}
