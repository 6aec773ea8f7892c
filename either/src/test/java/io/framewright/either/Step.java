package io.framewright.either;

import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;

/** A function into Either that ends in another case for each input; pure up to outcomes. */
record Step(List<Case> cases) {

    Function<Integer, Either<String, Integer>> make(Later later) {
        return n -> {
            Case chosen = cases.get(Math.floorMod(n, cases.size()));
            return new Case(chosen.kind(), chosen.number() + n).make(later);
        };
    }

    static Arbitrary<Step> any() {
        return Case.any().list().ofMinSize(1).ofMaxSize(5).map(Step::new);
    }
}
