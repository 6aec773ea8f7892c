package io.framewright.bench.faults;

import io.framewright.either.Either;
import io.framewright.event.Failure;

/** What the harness itself cannot do without. */
final class Expect {
    private Expect() {}

    /** The value; what is none ends the run. */
    static <T> T right(Either<Failure, T> either) {
        return either.<T>fold(
                failure -> {
                    throw new IllegalStateException(failure.code() + ": " + failure.message());
                },
                pending -> {
                    throw new IllegalStateException("pending: " + pending.message());
                },
                value -> value);
    }
}
