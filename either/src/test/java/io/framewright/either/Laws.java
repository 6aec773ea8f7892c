package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** What the law tests share. */
abstract class Laws {

    @Provide
    Arbitrary<Case> cases() {
        return Case.any();
    }

    @Provide
    Arbitrary<Step> steps() {
        return Step.any();
    }

    @Provide
    Arbitrary<Function<Integer, Integer>> functions() {
        return Arbitraries.of(n -> n + 1, n -> n * 2, n -> -n, n -> n * n, n -> 7);
    }

    @Provide
    Arbitrary<Function<String, String>> renamings() {
        return Arbitraries.of(s -> s + "!", s -> "why: " + s, String::toLowerCase, s -> "same");
    }

    /** Both sides are made first, then everything resolves; then they must have the same outcome. */
    static void assertSame(Later later, Either<?, ?> one, Either<?, ?> other) {
        later.resolveAll();
        assertThat(Case.outcome(one)).isEqualTo(Case.outcome(other));
    }
}
