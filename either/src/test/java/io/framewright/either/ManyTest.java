package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Traverse laws for every case of Either, and the order that is promised. */
class ManyTest extends Laws {

    @Property
    void traverseIsNatural(
            @ForAll @Size(max = 6) List<Integer> items,
            @ForAll("steps") Step f,
            @ForAll("renamings") Function<String, String> rename,
            @ForAll long seed) {
        Later later = new Later(seed);
        Function<Integer, Either<String, Integer>> step = f.make(later);
        assertSame(
                later,
                Either.traverse(items, step).mapLeft(rename),
                Either.traverse(items, n -> step.apply(n).mapLeft(rename)));
    }

    @Property
    void traverseKeepsIdentityAndMaps(
            @ForAll @Size(max = 6) List<Integer> items,
            @ForAll("steps") Step f,
            @ForAll("functions") Function<Integer, Integer> g,
            @ForAll long seed) {
        Later later = new Later(seed);
        Function<Integer, Either<String, Integer>> step = f.make(later);
        assertSame(later, Either.<String, Integer, Integer>traverse(items, Either::right), Either.right(items));
        assertSame(
                later,
                Either.traverse(items, step).map(rs -> rs.stream().map(g).toList()),
                Either.traverse(items, n -> step.apply(n).map(g)));
        assertSame(
                later, Either.traverse(items.stream().map(g).toList(), step), Either.traverse(items, g.andThen(step)));
    }

    @Property
    void traverseIsFlatMapFromLeftToRight(
            @ForAll @Size(max = 6) List<Integer> items, @ForAll("steps") Step f, @ForAll long seed) {
        Later later = new Later(seed);
        Function<Integer, Either<String, Integer>> step = f.make(later);
        Either<String, List<Integer>> expected = Either.right(List.of());
        for (Integer item : items) {
            expected = expected.flatMap(known -> step.apply(item).map(n -> plus(known, n)));
        }
        assertSame(later, Either.traverse(items, step), expected);
    }

    @Property
    void sequenceIsTheFirstThatIsNotARightElseAll(
            @ForAll @Size(max = 6) List<@From("cases") Case> cases, @ForAll long seed) {
        Later later = new Later(seed);
        Either<String, List<Integer>> expected = Either.right(List.of());
        for (Case each : cases) {
            expected = Either.map2(expected, each.make(later), ManyTest::plus);
        }
        List<Either<String, Integer>> eithers =
                cases.stream().map(each -> each.make(later)).toList();
        assertSame(later, Either.sequence(eithers), expected);
    }

    @Property
    void accumulateKeepsEveryFailureInOrder(@ForAll @Size(max = 6) List<@From("cases") Case> cases, @ForAll long seed) {
        Later later = new Later(seed);
        List<Either<String, Integer>> eithers =
                cases.stream().map(each -> each.make(later)).toList();
        Either<List<String>, List<Integer>> all = Either.accumulate(eithers);
        later.resolveAll();
        Partition<String, Integer> parts = Either.partition(eithers);
        if (!parts.pendings().isEmpty()) {
            assertThat(all.isPending()).isTrue();
        } else if (parts.lefts().isEmpty()) {
            assertThat(all.now()).isEqualTo(Either.right(parts.rights()));
        } else {
            assertThat(all.now()).isEqualTo(Either.left(parts.lefts()));
        }
        assertThat(parts.lefts().size()
                        + parts.pendings().size()
                        + parts.rights().size())
                .isEqualTo(cases.size());
    }

    @Example
    void traverseBeginsAnItemOnlyWhenTheOneBeforeIsThere() {
        List<Integer> begun = new ArrayList<>();
        List<Integer> items = new ArrayList<>(List.of(1, 2, 3));
        Promise<String, Integer> second = Promise.of("second");
        Either<String, List<Integer>> all = Either.traverse(items, n -> {
            begun.add(n);
            return n == 2 ? second.pending() : Either.right(n * 10);
        });
        items.clear();
        assertThat(begun).containsExactly(1, 2);
        second.right(20);
        assertThat(begun).containsExactly(1, 2, 3);
        assertThat(all.now()).isEqualTo(Either.right(List.of(10, 20, 30)));
    }

    @Example
    void accumulateBeginsAllAtOnce() {
        List<Integer> begun = new ArrayList<>();
        Promise<String, Integer> first = Promise.of("first");
        Either<List<String>, List<Integer>> all = Either.accumulate(List.of(1, 2, 3), n -> {
            begun.add(n);
            return n == 1 ? first.pending() : Either.left("no " + n);
        });
        assertThat(begun).containsExactly(1, 2, 3);
        assertThat(all.isPending()).isTrue();
        first.left("no 1");
        assertThat(all.now()).isEqualTo(Either.left(List.of("no 1", "no 2", "no 3")));
    }

    @Example
    void zipAndItsLargerSistersCombineFromLeftToRight() {
        Either<String, Integer> one = Either.right(1);
        Either<String, Integer> no = Either.left("no");
        Either<String, Integer> never = Either.left("never");
        assertThat(one.<Integer, Integer>zip(Either.right(2), Integer::sum)).isEqualTo(Either.right(3));
        assertThat(one.<Integer, Integer>zip(no, Integer::sum)).isEqualTo(no);
        assertThat(no.<Integer, Integer>zip(never, Integer::sum)).isEqualTo(no);
        assertThat(Either.<String, Integer, Integer, Integer, Integer>map3(one, one, one, (a, b, c) -> a + b + c))
                .isEqualTo(Either.right(3));
        assertThat(Either.<String, Integer, Integer, Integer, Integer, String>map4(
                        one, one, no, never, (a, b, c, d) -> "" + a + b + c + d))
                .isEqualTo(Either.left("no"));
    }

    @Example
    void manyOrderedResultsDoNotDependOnTheOrderOfResolution() {
        List<Promise<String, Integer>> promises = IntStream.range(0, 5)
                .mapToObj(i -> Promise.<String, Integer>of("p" + i))
                .toList();
        Either<String, List<Integer>> all =
                Either.sequence(promises.stream().map(Promise::pending).toList());
        for (int i = 4; i >= 0; i--) {
            assertThat(all.isPending()).isTrue();
            promises.get(i).right(i);
        }
        assertThat(all.now()).isEqualTo(Either.right(List.of(0, 1, 2, 3, 4)));
    }

    private static List<Integer> plus(List<Integer> list, Integer last) {
        List<Integer> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
