package io.framewright.either;

import java.util.List;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Functor, bifunctor and monad laws, and that every operation is a case of flatFold, for every case of Either. */
class EitherLawsTest extends Laws {

    @Property
    void mapKeepsIdentity(@ForAll("cases") Case m, @ForAll long seed) {
        Later later = new Later(seed);
        assertSame(later, m.make(later).map(n -> n), m.make(later));
    }

    @Property
    void mapKeepsComposition(
            @ForAll("cases") Case m,
            @ForAll("functions") Function<Integer, Integer> f,
            @ForAll("functions") Function<Integer, Integer> g,
            @ForAll long seed) {
        Later later = new Later(seed);
        assertSame(later, m.make(later).map(f).map(g), m.make(later).map(f.andThen(g)));
    }

    @Property
    void bimapKeepsIdentityAndCompositionOnBothSides(
            @ForAll("cases") Case m,
            @ForAll("renamings") Function<String, String> h,
            @ForAll("renamings") Function<String, String> i,
            @ForAll("functions") Function<Integer, Integer> f,
            @ForAll("functions") Function<Integer, Integer> g,
            @ForAll long seed) {
        Later later = new Later(seed);
        assertSame(later, m.make(later).bimap(l -> l, r -> r), m.make(later));
        assertSame(later, m.make(later).bimap(h, f).bimap(i, g), m.make(later).bimap(h.andThen(i), f.andThen(g)));
        assertSame(later, m.make(later).bimap(h, f), m.make(later).mapLeft(h).map(f));
    }

    @Property
    void rightIsALeftIdentity(@ForAll int n, @ForAll("steps") Step f, @ForAll long seed) {
        Later later = new Later(seed);
        assertSame(
                later,
                Either.<String, Integer>right(n).flatMap(f.make(later)),
                f.make(later).apply(n));
    }

    @Property
    void rightIsARightIdentity(@ForAll("cases") Case m, @ForAll long seed) {
        Later later = new Later(seed);
        assertSame(later, m.make(later).flatMap(Either::right), m.make(later));
    }

    @Property
    void flatMapIsAssociative(
            @ForAll("cases") Case m, @ForAll("steps") Step f, @ForAll("steps") Step g, @ForAll long seed) {
        Later later = new Later(seed);
        Function<Integer, Either<String, Integer>> first = f.make(later);
        Function<Integer, Either<String, Integer>> second = g.make(later);
        assertSame(
                later,
                m.make(later).flatMap(first).flatMap(second),
                m.make(later).flatMap(n -> first.apply(n).flatMap(second)));
    }

    @Property
    void failuresAreAMonadToo(
            @ForAll("cases") Case m, @ForAll("steps") Step f, @ForAll("steps") Step g, @ForAll long seed) {
        Later later = new Later(seed);
        Function<String, Either<String, Integer>> first = l -> f.make(later).apply(l.length());
        Function<String, Either<String, Integer>> second = l -> g.make(later).apply(l.length());
        assertSame(
                later,
                m.make(later).recoverWith(first).recoverWith(second),
                m.make(later).recoverWith(l -> first.apply(l).recoverWith(second)));
        assertSame(later, m.make(later).recoverWith(Either::left), m.make(later));
    }

    @Property
    void swapTwiceIsNothing(@ForAll("cases") Case m, @ForAll long seed) {
        Later later = new Later(seed);
        assertSame(later, m.make(later).swap().swap(), m.make(later));
    }

    @Property
    void everyContinuationIsACaseOfFlatFold(
            @ForAll("cases") Case m, @ForAll("steps") Step f, @ForAll("cases") Case other, @ForAll long seed) {
        Later later = new Later(seed);
        Function<Integer, Either<String, Integer>> step = f.make(later);
        assertSame(later, m.make(later).flatMap(step), m.make(later).<String, Integer>flatFold(Either::left, step));
        assertSame(
                later,
                m.make(later).map(n -> n + 1),
                m.make(later).<String, Integer>flatFold(Either::left, n -> Either.right(n + 1)));
        assertSame(
                later,
                m.make(later).orElse(() -> other.make(later)),
                m.make(later).<String, Integer>flatFold(l -> other.make(later), Either::right));
        assertSame(
                later,
                m.make(later).recover(String::length),
                m.make(later).<String, Integer>flatFold(l -> Either.right(l.length()), Either::right));
        assertSame(
                later,
                m.make(later).filterOrElse(n -> n > 0, n -> "not positive: " + n),
                m.make(later)
                        .<String, Integer>flatFold(
                                Either::left, n -> n > 0 ? Either.right(n) : Either.left("not positive: " + n)));
        assertSame(
                later,
                m.make(later).tap(step),
                m.make(later)
                        .<String, Integer>flatFold(
                                Either::left, n -> step.apply(n).map(ignored -> n)));
    }

    @Property
    void whatIsDoneToAPendingIsDoneToItsOutcome(
            @ForAll("cases") Case m, @ForAll("steps") Step f, @ForAll("cases") Case other, @ForAll long seed) {
        Later later = new Later(seed);
        Function<Integer, Either<String, Integer>> step = f.make(later);
        List<Function<Either<String, Integer>, Either<?, ?>>> operations = List.of(
                e -> e.map(n -> n + 1),
                e -> e.mapLeft(String::length),
                e -> e.bimap(String::length, n -> n + 1),
                e -> e.flatMap(step),
                e -> e.<String, Integer>flatFold(l -> step.apply(l.length()), step),
                e -> e.filterOrElse(n -> n > 0, n -> "not positive: " + n),
                e -> e.recover(String::length),
                e -> e.<String>recoverWith(l -> step.apply(l.length())),
                e -> e.orElse(() -> other.make(later)),
                Either::swap,
                e -> e.tap(step),
                e -> e.peek(n -> {}),
                e -> e.peekLeft(l -> {}),
                e -> e.zip(other.make(later), Integer::sum),
                e -> e.resumeOn(Runnable::run));
        for (Function<Either<String, Integer>, Either<?, ?>> operation : operations) {
            assertSame(later, operation.apply(m.make(later)), operation.apply(m.atOnce()));
        }
    }
}
