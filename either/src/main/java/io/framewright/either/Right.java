package io.framewright.either;

import java.util.function.Function;

public record Right<L, R>(R value) implements Either<L, R> {
    @Override
    public <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right) {
        return right.apply(value);
    }
}
