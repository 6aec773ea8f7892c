package io.framewright.either;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One traversal under way. At most one thread is in it: a Pending hands it on to the thread that resolves. */
final class Traversal<L, A, R> {
    private final Function<? super A, ? extends Either<L, R>> step;
    private Iterator<? extends A> items;
    private boolean detached;
    private @Nullable List<R> values; // null while empty: a failure at the start makes no list

    Traversal(Iterator<? extends A> items, Function<? super A, ? extends Either<L, R>> step) {
        this.items = items;
        this.step = step;
    }

    /** Without a step. What is known needs no Traversal at all. */
    @SuppressWarnings("unchecked") // a Left holds no R
    static <L, R> Either<L, List<R>> sequence(Iterable<? extends Either<L, R>> eithers) {
        List<R> values = null;
        Iterator<? extends Either<L, R>> items = eithers.iterator();
        while (items.hasNext()) {
            Either<L, R> next = items.next();
            if (next instanceof Right<L, R> right) {
                values = values == null ? new ArrayList<>() : values;
                values.add(right.value());
            } else if (next instanceof Left) {
                return (Either<L, List<R>>) (Either<L, ?>) next;
            } else {
                Traversal<L, Either<L, R>, R> rest = new Traversal<>(items, Function.identity());
                rest.values = values;
                return rest.goOn(next);
            }
        }
        return list(values);
    }

    @SuppressWarnings("unchecked") // a Left holds no R
    Either<L, List<R>> run() {
        while (items.hasNext()) {
            Either<L, R> result = step.apply(items.next());
            if (result instanceof Right<L, R> right) {
                add(right.value());
            } else if (result instanceof Left) {
                return (Either<L, List<R>>) (Either<L, ?>) result;
            } else {
                return goOn(result);
            }
        }
        return list(values);
    }

    private Either<L, List<R>> goOn(Either<L, R> pending) {
        if (pending instanceof Bound) {
            detach();
        }
        return pending.flatMap(value -> {
            add(value);
            return run();
        });
    }

    private static <L, R> Either<L, List<R>> list(@Nullable List<R> values) {
        return Either.right(values == null ? List.of() : Collections.unmodifiableList(values));
    }

    private void add(R value) {
        if (values == null) {
            values = new ArrayList<>();
        }
        values.add(value);
    }

    /** The caller may change the source before the Pending resolves. */
    private void detach() {
        if (!detached) {
            detached = true;
            List<A> rest = new ArrayList<>();
            items.forEachRemaining(rest::add);
            items = rest.iterator();
        }
    }
}
