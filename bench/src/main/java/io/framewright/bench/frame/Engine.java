package io.framewright.bench.frame;

import io.framewright.either.Either;

/** One of those that are compared. Not thread-safe; what it throws is that it failed. */
interface Engine extends AutoCloseable {
    String name();

    String version();

    /** Loads a table, not measured. */
    void load(String table) throws Exception;

    /** Lets go of a table. */
    void drop(String table) throws Exception;

    /** The answer, or why this engine has none. Only making the answer is measured, not checking it. */
    Either<String, Answer> ask(Question question) throws Exception;

    @Override
    default void close() throws Exception {}
}
