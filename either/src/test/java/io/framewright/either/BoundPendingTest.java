package io.framewright.either;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BoundPendingTest {
    private final Promise<String, Integer> promise = Promise.of("counting");
    private final Pending<String, Integer> pending = promise.pending();

    @Test
    void continuationsRunWhenTheOutcomeComesAndOnlyThen() {
        List<Integer> seen = new ArrayList<>();
        Either<String, String> text = pending.map(n -> n + 1).peek(seen::add).map(n -> n + " rows");

        assertThat(text.isPending()).isTrue();
        assertThat(seen).isEmpty();
        assertThat(promise.right(41)).isTrue();

        assertThat(text.now()).isEqualTo(Either.right("42 rows"));
        assertThat(seen).containsExactly(42);
        text.now();
        assertThat(seen).as("run once").hasSize(1);
    }

    @Test
    void aResolvedPendingAnswersAsItsOutcomeDoes() {
        promise.right(7);
        assertThat(pending.isRight()).isTrue();
        assertThat(pending.isPending()).isFalse();
        assertThat(pending.getOrElse(1)).isEqualTo(7);
        assertThat(pending.toOptional()).contains(7);
        assertThat(pending.stream()).containsExactly(7);
        assertThat(pending.outcome()).contains(Either.right(7));
        String folded = pending.fold(l -> "left", p -> "pending", r -> "right " + r);
        assertThat(folded).isEqualTo("right 7");
        assertThat(pending.map(n -> n + 1).now()).isEqualTo(Either.right(8));
        assertThat(pending).hasToString("Pending[Right[value=7]]");
    }

    @Test
    void onceFailedContinuationsOfTheValueGiveTheSameInstance() {
        promise.left("gone");
        assertThat((Object) pending.map(n -> n + 1)).isSameAs(pending);
        assertThat((Object) pending.flatMap(n -> pending)).isSameAs(pending);
        assertThat(pending.recover(String::length).now()).isEqualTo(Either.right(4));
    }

    @Test
    void theFirstOutcomeCounts() {
        assertThat(promise.right(1)).isTrue();
        assertThat(promise.right(2)).isFalse();
        assertThat(promise.left("late")).isFalse();
        assertThat(pending.now()).isEqualTo(Either.right(1));
    }

    @Test
    void aStepMayGoOnWithAnotherPending() {
        Promise<String, Integer> second = Promise.of("second");
        Either<String, Integer> both = pending.flatMap(a -> second.pending().map(b -> a + b));
        promise.right(1);
        assertThat(both.isPending()).isTrue();
        second.right(2);
        assertThat(both.now()).isEqualTo(Either.right(3));
    }

    @Test
    void aPromiseMayFollowAnotherPending() {
        Promise<String, Integer> second = Promise.of("second");
        assertThat(promise.resolve(second.pending())).isTrue();
        assertThat(promise.right(9)).isFalse();
        assertThat(pending.message()).isEqualTo("second");
        second.left("gone");
        assertThat(pending.now()).isEqualTo(Either.left("gone"));
    }

    @Test
    void aStepThatEndsUnboundNeverResolvesAndSaysWhy() {
        Either<String, Integer> unknown = pending.flatMap(n -> Either.pending("nobody knows"));
        promise.right(1);
        assertThat(unknown).hasToString("Pending[nobody knows]");
        assertThat(unknown.isPending()).isTrue();
    }

    @Test
    void awaitGivesThePendingBackWhenTimeIsUp() {
        assertThat(pending.await(Duration.ofMillis(5))).isSameAs(pending);
        assertThat(pending.await(Duration.ZERO)).isSameAs(pending);
        assertThat(pending.await(Duration.ofSeconds(Long.MIN_VALUE))).isSameAs(pending);
        promise.right(1);
        assertThat(pending.await(Duration.ZERO)).isEqualTo(Either.right(1));
    }

    @Test
    void awaitWakesAtTheOutcomeHoweverLongItMayWait() throws Exception {
        Either<String, Integer> next = pending.map(n -> n + 1);
        Thread resolver = new Thread(() -> promise.right(1));
        AtomicReference<Either<String, Integer>> seen = new AtomicReference<>();
        Thread waiter = new Thread(() -> seen.set(next.await(Duration.ofSeconds(Long.MAX_VALUE))));
        waiter.start();
        while (waiter.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        resolver.start();
        waiter.join();
        resolver.join();
        assertThat(seen.get()).isEqualTo(Either.right(2));
    }

    @Test
    void awaitKeepsAnInterruptAndGivesThePendingBack() {
        Thread.currentThread().interrupt();
        assertThat(pending.await(Duration.ofDays(1))).isSameAs(pending);
        assertThat(Thread.interrupted()).isTrue();

        promise.right(1);
        Thread.currentThread().interrupt();
        assertThat(pending.await(Duration.ofDays(1))).isEqualTo(Either.right(1));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void listenersHearTheOutcomeOnceInTheOrderTheyCame() {
        List<String> heard = new ArrayList<>();
        pending.onOutcome(o -> heard.add("first " + o));
        Listening closed = pending.onOutcome(o -> heard.add("closed"));
        pending.onOutcome(o -> heard.add("third"));
        closed.close();
        closed.close();
        promise.right(1);
        pending.onOutcome(o -> heard.add("late"));
        assertThat(heard).containsExactly("first Right[value=1]", "third", "late");
    }

    @Test
    void whatAListenerThrowsGoesToTheUncaughtExceptionHandlerAndOthersStillHear() throws Exception {
        List<String> heard = new ArrayList<>();
        pending.onOutcome(o -> {
            throw new IllegalStateException("a bug");
        });
        pending.onOutcome(o -> heard.add("second"));
        List<Throwable> uncaught = new ArrayList<>();
        Thread resolver = new Thread(() -> promise.right(1));
        resolver.setUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
        resolver.start();
        resolver.join();
        assertThat(heard).containsExactly("second");
        assertThat(uncaught).singleElement().extracting(Throwable::getMessage).isEqualTo("a bug");
    }

    @Test
    void aContinuationThatThrowsBreaksWhatContinuesItAndNothingElse() {
        IllegalStateException bug = new IllegalStateException("a bug");
        Either<String, Integer> broken = pending.map(n -> {
            throw bug;
        });
        Either<String, Integer> after = broken.map(n -> n + 1).recover(l -> 0);
        Either<String, Integer> sibling = pending.map(n -> n + 1);

        assertThat(promise.right(1)).as("the resolver is not disturbed").isTrue();

        assertThat(sibling.now()).isEqualTo(Either.right(2));
        for (Either<String, Integer> each : List.of(broken, after)) {
            assertThatThrownBy(each::now)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(bug);
            assertThatThrownBy(() -> each.await(Duration.ofDays(1))).hasCause(bug);
            assertThatThrownBy(each::isLeft).hasCause(bug);
        }
        assertThat(broken.toString()).contains("a bug");
    }

    @Test
    void aPendingThatFollowsItselfIsBrokenNotHung() {
        promise.resolve(pending);
        assertThatThrownBy(pending::now).hasRootCauseMessage("a Pending cannot wait for itself");
    }

    @Test
    void aCircleOfPendingsDoesNotSpinOnProgressOrCancel() {
        Either<String, Integer> next = pending.map(n -> n + 1);
        promise.resolve(next);
        promise.progress("ignored after resolve");
        assertThat(next)
                .isInstanceOfSatisfying(
                        Pending.class, p -> assertThat(p.message()).isEqualTo("counting"));
        next.peekPending(p -> p.cancel("stop"));
        assertThat(pending.now()).isEqualTo(Either.left("stop"));
    }

    @Test
    void insideAContinuationResultsAreThereWhenLookedAt() {
        promise.right(1);
        Either<String, String> outer = pending.map(n -> {
            Either<String, Integer> inner = pending.map(m -> m + n);
            return inner.now() + " " + inner.await(Duration.ofSeconds(5));
        });
        assertThat(outer.now()).isEqualTo(Either.right("Right[value=2] Right[value=2]"));
    }

    @Test
    void whatIsResolvedInsideAListenerRunsAfterItReturns() {
        Promise<String, Integer> other = Promise.of("other");
        List<String> order = new ArrayList<>();
        other.pending().onOutcome(o -> order.add("other"));
        pending.onOutcome(o -> {
            other.right(2);
            order.add("first");
        });
        pending.onOutcome(o -> order.add("second"));
        promise.right(1);
        assertThat(order).containsExactly("first", "other", "second");
    }

    @Test
    void resumeOnRunsTheRestOnTheExecutor() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Either<String, Integer> rest =
                pending.map(n -> n + 1).resumeOn(tasks::add).map(n -> n * 10);
        promise.right(1);
        assertThat(rest.isPending()).isTrue();
        tasks.remove().run();
        assertThat(rest.now()).isEqualTo(Either.right(20));
    }

    @Test
    void anExecutorThatRefusesBreaksTheRest() {
        Either<String, Integer> rest = pending.resumeOn(task -> fail("no"));
        promise.right(1);
        assertThatThrownBy(rest::now).isInstanceOf(CompletionException.class).hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void manyThreadsResolveOneWinsAndAllDependantsAgree() throws Exception {
        for (int round = 0; round < 200; round++) {
            Promise<String, Integer> race = Promise.of("race");
            CountDownLatch start = new CountDownLatch(1);
            List<Either<String, Integer>> results = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int me = i;
                Thread thread = new Thread(() -> {
                    try {
                        start.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    Either<String, Integer> mine = race.pending().map(n -> n);
                    race.right(me);
                    synchronized (results) {
                        results.add(mine);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
            }
            Either<String, Integer> winner = race.pending().now();
            assertThat(winner.isRight()).isTrue();
            assertThat(results).hasSize(4).allMatch(each -> each.now().equals(winner));
        }
    }

    @Test
    void waitingWithoutALimitEndsWithTheOutcome() {
        Promise<String, Integer> promise = Promise.of("counting");
        Either<String, Integer> rest = promise.pending().map(n -> n + 1);
        Thread resolver = new Thread(() -> promise.right(1));
        resolver.start();

        assertThat(rest.await()).isEqualTo(Either.right(2));
        assertThat(Either.<String, Integer>right(3).await()).isEqualTo(Either.right(3));
        assertThat(Either.<String, Integer>left("no").await()).isEqualTo(Either.left("no"));
        assertThat(Either.<String, Integer>pending("ever").await()).isEqualTo(Either.pending("ever"));
    }

    @Test
    void waitingWithoutALimitEndsWhenInterrupted() {
        Either<String, Integer> never = Promise.<String, Integer>of("never").pending();
        Thread.currentThread().interrupt();

        assertThat(never.await()).isSameAs(never);
        assertThat(Thread.interrupted()).isTrue();
    }
}
