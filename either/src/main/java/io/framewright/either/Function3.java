package io.framewright.either;

/** A function of three arguments. */
@FunctionalInterface
public interface Function3<A, B, C, T> {
    T apply(A a, B b, C c);
}
