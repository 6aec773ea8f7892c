package io.framewright.either;

/** A function of four arguments. */
@FunctionalInterface
public interface Function4<A, B, C, D, T> {
    T apply(A a, B b, C c, D d);
}
