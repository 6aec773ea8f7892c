package io.framewright.either;

/** A listener's registration. */
@FunctionalInterface
public interface Listening extends AutoCloseable {

    /** Stops listening. A call that is under way on another thread may still end; closing twice does nothing. */
    @Override
    void close();
}
