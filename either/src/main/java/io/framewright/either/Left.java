package io.framewright.either;

import java.util.function.Function;

public record Left<L, R>(L failure) implements Either<L, R> {
    @Override
    public <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right) {
        return left.apply(failure);
    }
}
