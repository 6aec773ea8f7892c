package io.framewright.either;

import java.util.ArrayList;
import java.util.List;

/**
 * Eithers sorted by case, each list in the order they came in. Immutable.
 *
 * <pre>{@code
 * Partition<String, Integer> parts = Either.partition(List.of(Either.right(1), Either.left("no"), Either.right(2)));
 * parts.rights(); // [1, 2]
 * parts.lefts();  // [no]
 * }</pre>
 *
 * @param lefts the failures
 * @param pendings what was not known yet
 * @param rights the values
 */
public record Partition<L, R>(List<L> lefts, List<Pending<L, R>> pendings, List<R> rights) {

    public Partition {
        lefts = List.copyOf(lefts);
        pendings = List.copyOf(pendings);
        rights = List.copyOf(rights);
    }

    static <L, R> Partition<L, R> of(Iterable<? extends Either<L, R>> eithers) {
        List<L> lefts = new ArrayList<>();
        List<Pending<L, R>> pendings = new ArrayList<>();
        List<R> rights = new ArrayList<>();
        for (Either<L, R> either : eithers) {
            either.<Boolean>fold(lefts::add, pendings::add, rights::add);
        }
        return new Partition<>(lefts, pendings, rights);
    }
}
