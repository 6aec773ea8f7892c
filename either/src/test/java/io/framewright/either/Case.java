package io.framewright.either;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** A recipe for an Either of any case; each {@link #make} makes a new one with the same outcome. */
record Case(Kind kind, int number) {
    enum Kind {
        LEFT,
        RIGHT,
        UNBOUND,
        RESOLVED_LEFT,
        RESOLVED_RIGHT,
        LATER_LEFT,
        LATER_RIGHT,
        LATER_UNBOUND,
        LATER_LATER_RIGHT
    }

    Either<String, Integer> make(Later later) {
        Either<String, Integer> left = Either.left("L" + number);
        Either<String, Integer> right = Either.right(number);
        Either<String, Integer> unbound = Either.pending("P" + number);
        return switch (kind) {
            case LEFT -> left;
            case RIGHT -> right;
            case UNBOUND -> unbound;
            case RESOLVED_LEFT -> resolved(left);
            case RESOLVED_RIGHT -> resolved(right);
            case LATER_LEFT -> later.pending(left);
            case LATER_RIGHT -> later.pending(right);
            case LATER_UNBOUND -> later.pending(unbound);
            case LATER_LATER_RIGHT -> later.pending(later.pending(right));
        };
    }

    /** The outcome without the waiting: a Left, a Right or an unbound Pending. */
    Either<String, Integer> atOnce() {
        return switch (kind) {
            case LEFT, RESOLVED_LEFT, LATER_LEFT -> Either.left("L" + number);
            case RIGHT, RESOLVED_RIGHT, LATER_RIGHT, LATER_LATER_RIGHT -> Either.right(number);
            case UNBOUND, LATER_UNBOUND -> Either.pending("P" + number);
        };
    }

    private static Either<String, Integer> resolved(Either<String, Integer> outcome) {
        Promise<String, Integer> promise = Promise.of("resolved");
        promise.resolve(outcome);
        return promise.pending();
    }

    static Arbitrary<Case> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(-5, 5))
                .as(Case::new);
    }

    /** What equality of Eithers is, where laws are stated: the outcome, or the message if there is none for ever. */
    static Object outcome(Either<?, ?> either) {
        return either.fold(
                left -> "Left " + left, pending -> "Pending " + pending.message(), right -> "Right " + right);
    }
}
