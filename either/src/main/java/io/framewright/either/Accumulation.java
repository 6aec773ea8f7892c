package io.framewright.either;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/** One accumulation under way. At most one thread is in it: a Pending hands it on to the thread that resolves. */
final class Accumulation<L, R> {
    private final Iterator<Either<L, R>> eithers;
    private final List<L> lefts = new ArrayList<>();
    private final List<R> rights = new ArrayList<>();

    Accumulation(Iterable<? extends Either<L, R>> eithers) {
        this(eithers, Function.identity());
    }

    <A> Accumulation(Iterable<? extends A> items, Function<? super A, ? extends Either<L, R>> f) {
        List<Either<L, R>> begun = new ArrayList<>();
        for (A item : items) {
            begun.add(f.apply(item));
        }
        this.eithers = begun.iterator();
    }

    Either<List<L>, List<R>> run() {
        while (eithers.hasNext()) {
            Either<L, R> next = eithers.next();
            if (next instanceof Right<L, R> right) {
                rights.add(right.value());
            } else if (next instanceof Left<L, R> left) {
                lefts.add(left.failure());
            } else {
                return next.flatFold(
                        failure -> {
                            lefts.add(failure);
                            return run();
                        },
                        value -> {
                            rights.add(value);
                            return run();
                        });
            }
        }
        return lefts.isEmpty()
                ? Either.right(Collections.unmodifiableList(rights))
                : Either.left(Collections.unmodifiableList(lefts));
    }
}
