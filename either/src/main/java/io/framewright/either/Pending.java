package io.framewright.either;

import java.util.function.Function;

public record Pending<L, R>(String message) implements Either<L, R> {
    @Override
    public <T> T fold(
            Function<? super L, ? extends T> left,
            Function<? super Pending<L, R>, ? extends T> pending,
            Function<? super R, ? extends T> right) {
        return pending.apply(this);
    }
}
