package io.framewright.bench.either;

import io.framewright.either.Either;

/** Three steps that may fail, in three styles. */
final class Steps {
    private Steps() {}

    /** A failure, thrown. With its stack trace, as exceptions come. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    static Either<String, Integer> check(Integer n) {
        return n > 0 ? Either.right(n) : Either.left("not positive");
    }

    static Either<String, Integer> triple(Integer n) {
        return n < 1_000_000 ? Either.right(n * 3) : Either.left("too large");
    }

    static io.vavr.control.Either<String, Integer> checkVavr(Integer n) {
        return n > 0 ? io.vavr.control.Either.right(n) : io.vavr.control.Either.left("not positive");
    }

    static io.vavr.control.Either<String, Integer> tripleVavr(Integer n) {
        return n < 1_000_000 ? io.vavr.control.Either.right(n * 3) : io.vavr.control.Either.left("too large");
    }

    static Integer checkOrThrow(Integer n) throws Refused {
        if (n > 0) {
            return n;
        }
        throw new Refused("not positive");
    }

    static Integer tripleOrThrow(Integer n) throws Refused {
        if (n < 1_000_000) {
            return n * 3;
        }
        throw new Refused("too large");
    }
}
