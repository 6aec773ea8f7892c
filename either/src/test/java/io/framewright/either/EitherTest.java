package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Left, Right and unbound Pending: the cases without time. */
class EitherTest {
    private final Either<String, Integer> left = Either.left("no");
    private final Either<String, Integer> right = Either.right(4);
    private final Either<String, Integer> pending = Either.pending("wait");

    private static <T, U> Function<T, U> never() {
        return t -> fail("called with " + t);
    }

    @Test
    void foldCallsTheBranchOfItsCase() {
        assertThat(List.of(left, right, pending)).map(EitherTest::text).containsExactly("no", "4", "wait...");
    }

    private static String text(Either<String, Integer> either) {
        return either.fold(l -> l, p -> p.message() + "...", r -> "" + r);
    }

    @Test
    void exactlyOneOfTheCaseQuestionsIsTrue() {
        assertThat(List.of(left.isLeft(), left.isPending(), left.isRight())).containsExactly(true, false, false);
        assertThat(List.of(pending.isLeft(), pending.isPending(), pending.isRight()))
                .containsExactly(false, true, false);
        assertThat(List.of(right.isLeft(), right.isPending(), right.isRight())).containsExactly(false, false, true);
    }

    @Test
    void mapChangesOnlyAValue() {
        assertThat(right.map(r -> r + 1)).isEqualTo(Either.right(5));
        assertThat((Object) left.map(never())).isSameAs(left);
        assertThat((Object) pending.map(never())).isSameAs(pending);
    }

    @Test
    void mapLeftChangesOnlyAFailure() {
        assertThat(left.mapLeft(String::length)).isEqualTo(Either.left(2));
        assertThat((Object) right.mapLeft(never())).isSameAs(right);
        assertThat((Object) pending.mapLeft(never())).isSameAs(pending);
    }

    @Test
    void bimapChangesEither() {
        assertThat(left.bimap(String::length, never())).isEqualTo(Either.left(2));
        assertThat(right.bimap(never(), r -> r + 1)).isEqualTo(Either.right(5));
        assertThat((Object) pending.bimap(never(), never())).isSameAs(pending);
    }

    @Test
    void flatMapGoesOnAfterAValueOnly() {
        assertThat((Object) right.flatMap(r -> left)).isSameAs(left);
        assertThat((Object) left.<Integer>flatMap(never())).isSameAs(left);
        assertThat((Object) pending.<Integer>flatMap(never())).isSameAs(pending);
    }

    @Test
    void flatFoldGoesOnAfterBoth() {
        Either<Integer, String> viaLeft = left.flatFold(l -> Either.left(l.length()), never());
        Either<Integer, String> viaRight = right.flatFold(never(), r -> Either.right("=" + r));
        assertThat(viaLeft).isEqualTo(Either.left(2));
        assertThat(viaRight).isEqualTo(Either.right("=4"));
        assertThat((Object) pending.<String, Integer>flatFold(never(), never())).isSameAs(pending);
    }

    @Test
    void filterOrElseMakesAFailureOfAValueThatDoesNotPass() {
        assertThat(right.filterOrElse(r -> r > 3, never())).isSameAs(right);
        assertThat(right.filterOrElse(r -> r > 4, r -> r + " is too small")).isEqualTo(Either.left("4 is too small"));
        assertThat(left.filterOrElse(r -> false, never())).isSameAs(left);
        assertThat(pending.filterOrElse(r -> false, never())).isSameAs(pending);
    }

    @Test
    void recoverOrElseAndRecoverWithGoOnAfterAFailureOnly() {
        assertThat(left.recover(String::length)).isEqualTo(Either.right(2));
        assertThat(left.<Integer>recoverWith(l -> Either.left(l.length()))).isEqualTo(Either.left(2));
        assertThat(left.orElse(() -> right)).isSameAs(right);
        for (Either<String, Integer> other : List.of(right, pending)) {
            assertThat(other.recover(never())).isSameAs(other);
            assertThat((Object) other.<Integer>recoverWith(never())).isSameAs(other);
            assertThat(other.orElse(() -> fail("called"))).isSameAs(other);
        }
    }

    @Test
    void getOrElseOptionalAndStreamGiveTheValueIfThereIsOne() {
        assertThat(right.getOrElse(9)).isEqualTo(4);
        assertThat(right.getOrElseGet(() -> fail("called"))).isEqualTo(4);
        assertThat(right.toOptional()).contains(4);
        assertThat(right.stream()).containsExactly(4);
        for (Either<String, Integer> other : List.of(left, pending)) {
            assertThat(other.getOrElse(9)).isEqualTo(9);
            assertThat(other.getOrElseGet(() -> 9)).isEqualTo(9);
            assertThat(other.toOptional()).isEmpty();
            assertThat(other.stream()).isEmpty();
        }
    }

    @Test
    void swapExchangesTheSides() {
        assertThat(left.swap()).isEqualTo(Either.right("no"));
        assertThat(right.swap()).isEqualTo(Either.left(4));
        assertThat((Object) pending.swap()).isSameAs(pending);
    }

    @Test
    void eachPeekSeesItsOwnCaseAndKeepsTheEither() {
        for (Either<String, Integer> each : List.of(left, right, pending)) {
            List<String> seen = new ArrayList<>();
            Either<String, Integer> same = each.peek(r -> seen.add("right " + r))
                    .peekLeft(l -> seen.add("left " + l))
                    .peekPending(p -> seen.add("pending " + p.message()));
            assertThat(same).isSameAs(each);
            String expected = each.fold(l -> "left no", p -> "pending wait", r -> "right 4");
            assertThat(seen).containsExactly(expected);
        }
    }

    @Test
    void tapKeepsTheValueUnlessTheStepDoesNotEndInOne() {
        assertThat(right.tap(r -> Either.right("written"))).isSameAs(right);
        assertThat(right.tap(r -> Either.left("disk full"))).isEqualTo(Either.left("disk full"));
        assertThat(right.tap(r -> Either.pending("writing"))).isEqualTo(Either.pending("writing"));
        assertThat(left.tap(never())).isSameAs(left);
        assertThat(pending.tap(never())).isSameAs(pending);
    }

    @Test
    void whatNeedsNoTimeAnswersAtOnce() {
        for (Either<String, Integer> each : List.of(left, right, pending)) {
            assertThat(each.now()).isSameAs(each);
            assertThat(each.await(Duration.ofDays(1))).isSameAs(each);
            assertThat(each.resumeOn(task -> fail("used"))).isSameAs(each);
        }
    }

    @Test
    void unboundPendingsAreEqualByProgress() {
        assertThat(Either.pending("wait")).isEqualTo(pending).isNotEqualTo(Either.pending("more"));
        assertThat(Either.pending(Progress.of("wait"))).isEqualTo(pending).hasSameHashCodeAs(pending);
        Pending<String, Integer> unbound = (Pending<String, Integer>) pending;
        assertThat(unbound.cancel("stop")).isFalse();
        assertThat(unbound.outcome()).isEmpty();
    }

    @Test
    void nullIsRefused() {
        assertThatNullPointerException().isThrownBy(() -> right.map(r -> nothing()));
        assertThatNullPointerException().isThrownBy(() -> left.mapLeft(l -> nothing()));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // the bug that is to be caught
    private static <T> T nothing() {
        return null;
    }

    @Test
    void progressKnowsItsFraction() {
        assertThat(new Progress("loading", 1, 4, "rows").fraction()).hasValue(0.25);
        assertThat(new Progress("loading", 5, 4, "rows").fraction()).hasValue(1);
        assertThat(Progress.of("loading").fraction()).isEmpty();
    }

    @Test
    void showsItsCase() {
        assertThat(List.of(left, right, pending))
                .map(Object::toString)
                .containsExactly("Left[failure=no]", "Right[value=4]", "Pending[wait]");
    }
}
