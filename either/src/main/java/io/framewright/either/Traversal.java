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

    @SuppressWarnings("unchecked") // a Left holds no R
    Either<L, List<R>> run() {
        while (items.hasNext()) {
            Either<L, R> result = step.apply(items.next());
            if (result instanceof Right<L, R> right) {
                add(right.value());
            } else if (result instanceof Left) {
                return (Either<L, List<R>>) (Either<L, ?>) result;
            } else {
                if (result instanceof Bound) {
                    detach();
                }
                return result.flatMap(value -> {
                    add(value);
                    return run();
                });
            }
        }
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
